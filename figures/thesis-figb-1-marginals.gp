# Marginals of signals of the first hidden layer where they are not zero
# thesis-figb-1-marginals · MNIST · profile default · seed 1
# Draws thesis-figb-1-marginals.png from thesis-figb-1-marginals.tsv; run it in this folder: gnuplot thesis-figb-1-marginals.gp
set terminal pngcairo size 1200,920 font "DejaVu Sans,12" linewidth 1.2
set output 'thesis-figb-1-marginals.png'

# The look of every panel
set border 3 linecolor rgb "#444444"
set tics nomirror textcolor rgb "#222222"
set grid linecolor rgb "#dddddd" linewidth 0.8
set style fill solid noborder
set boxwidth 0.8 relative
set key samplen 2.5 spacing 1.2 noenhanced
set palette defined (0 "#440154", 1 "#482878", 2 "#3e4a89", 3 "#31688e", 4 "#26828e", 5 "#1f9e89", 6 "#35b779", 7 "#6dcd59", 8 "#b4de2c", 9 "#fde725")

# The rows of each series, chosen by the values of their columns
set datafile separator tab columnheaders

set table $panel1_series1 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('density')):(column('density_sd')) with table if (strcol('stage') eq 'start' && strcol('signal') eq 'x')
unset table

set table $panel1_series2 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('fit')) with table if (strcol('stage') eq 'start' && strcol('signal') eq 'x')
unset table

set table $panel2_series1 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('density')):(column('density_sd')) with table if (strcol('stage') eq '40 %' && strcol('signal') eq 'x')
unset table

set table $panel2_series2 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('fit')) with table if (strcol('stage') eq '40 %' && strcol('signal') eq 'x')
unset table

set table $panel3_series1 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('density')):(column('density_sd')) with table if (strcol('stage') eq 'end' && strcol('signal') eq 'x')
unset table

set table $panel3_series2 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('fit')) with table if (strcol('stage') eq 'end' && strcol('signal') eq 'x')
unset table

set table $panel4_series1 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('density')):(column('density_sd')) with table if (strcol('stage') eq 'start' && strcol('signal') eq 'δ')
unset table

set table $panel4_series2 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('fit')) with table if (strcol('stage') eq 'start' && strcol('signal') eq 'δ')
unset table

set table $panel5_series1 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('density')):(column('density_sd')) with table if (strcol('stage') eq '40 %' && strcol('signal') eq 'δ')
unset table

set table $panel5_series2 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('fit')) with table if (strcol('stage') eq '40 %' && strcol('signal') eq 'δ')
unset table

set table $panel6_series1 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('density')):(column('density_sd')) with table if (strcol('stage') eq 'end' && strcol('signal') eq 'δ')
unset table

set table $panel6_series2 separator tab
plot 'thesis-figb-1-marginals.tsv' using (column('x')):(column('fit')) with table if (strcol('stage') eq 'end' && strcol('signal') eq 'δ')
unset table

set datafile nocolumnheaders

set multiplot layout 2,3 title "{/*1.15 Marginals of signals of the first hidden layer where they are not zero}\n{/*0.8 thesis-figb-1-marginals · MNIST · profile default · seed 1}"

set title 'x, start: 50 % zeros, W₂ 0.024 (0.0013)' noenhanced
set xlabel 'x / deviation of non-zeros' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:6.0]
set ylabel 'density × deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-05:3.0]
set key on inside top right vertical
plot $panel1_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'non-zeros', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'folded normal', \
     $panel1_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle

set title 'x, 40 %: 50 % zeros, W₂ 0.025 (0.0014)' noenhanced
set xlabel 'x / deviation of non-zeros' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:6.0]
set ylabel 'density × deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-05:3.0]
set key on inside top right vertical
plot $panel2_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'non-zeros', \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'folded normal', \
     $panel2_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle

set title 'x, end: 45 % zeros, W₂ 0.029 (0.0014)' noenhanced
set xlabel 'x / deviation of non-zeros' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:6.0]
set ylabel 'density × deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-05:3.0]
set key on inside top right vertical
plot $panel3_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'non-zeros', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'folded normal', \
     $panel3_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle

set title 'δ, start: 50 % zeros, W₂ 0.018 (0.0021)' noenhanced
set xlabel 'δ / deviation of non-zeros' noenhanced
unset logscale x
set format x '%g'
set xrange [-6.0:6.0]
set ylabel 'density × deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-05:3.0]
set key on inside top left vertical
plot $panel4_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'non-zeros', \
     $panel4_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'normal', \
     $panel4_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle

set title 'δ, 40 %: 50 % zeros, W₂ 0.019 (0.0024)' noenhanced
set xlabel 'δ / deviation of non-zeros' noenhanced
unset logscale x
set format x '%g'
set xrange [-6.0:6.0]
set ylabel 'density × deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-05:3.0]
set key on inside top left vertical
plot $panel5_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'non-zeros', \
     $panel5_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'normal', \
     $panel5_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle

set title 'δ, end: 45 % zeros, W₂ 0.69 (0.0022)' noenhanced
set xlabel 'δ / deviation of non-zeros' noenhanced
unset logscale x
set format x '%g'
set xrange [-6.0:6.0]
set ylabel 'density × deviation' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-05:3.0]
set key on inside top left vertical
plot $panel6_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'non-zeros', \
     $panel6_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'normal', \
     $panel6_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle

unset multiplot
set output
