# Rate region of the Gaussian model: unlike workers, one and two layers
# limits-rate-region · profile default · seed 1
# Draws limits-rate-region.png from limits-rate-region.tsv; run it in this folder: gnuplot limits-rate-region.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,15" linewidth 1.2
set output 'limits-rate-region.png'

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
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'unbiased' && strcol('layers') eq '1' && strcol('distortion') eq '0.4')
unset table

set table $panel1_series2 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'unbiased' && strcol('layers') eq '1' && strcol('distortion') eq '0.6')
unset table

set table $panel1_series3 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'unbiased' && strcol('layers') eq '1' && strcol('distortion') eq '1.2')
unset table

set table $panel2_series1 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'unbiased' && strcol('layers') eq '1' && strcol('distortion') eq '0.6')
unset table

set table $panel2_series2 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'separate' && strcol('layers') eq '1' && strcol('distortion') eq '0.6')
unset table

set table $panel2_series3 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'classic' && strcol('layers') eq '1' && strcol('distortion') eq '0.6')
unset table

set table $panel2_series4 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'sum rate' && strcol('layers') eq '1' && strcol('distortion') eq '0.6')
unset table

set table $panel3_series1 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'unbiased' && strcol('layers') eq '2' && strcol('distortion') eq '0.65')
unset table

set table $panel3_series2 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'unbiased' && strcol('layers') eq '2' && strcol('distortion') eq '1.0')
unset table

set table $panel3_series3 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'unbiased' && strcol('layers') eq '2' && strcol('distortion') eq '2.0')
unset table

set table $panel4_series1 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'R3 = 0.1' && strcol('layers') eq '1' && strcol('distortion') eq '0.4')
unset table

set table $panel4_series2 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'R3 = 0.5' && strcol('layers') eq '1' && strcol('distortion') eq '0.4')
unset table

set table $panel4_series3 separator tab
plot 'limits-rate-region.tsv' using (column('r1_bit')):(column('r2_bit')) with table if (strcol('case') eq 'R3 = 2.0' && strcol('layers') eq '1' && strcol('distortion') eq '0.4')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Rate region of the Gaussian model: unlike workers, one and two layers}\n{/*0.8 limits-rate-region · profile default · seed 1}"

set title 'two workers, one layer' noenhanced
set xlabel 'R1 (bits/element)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:3.0]
set ylabel 'R2 (bits/element)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:3.0]
set key on inside top right vertical
plot $panel1_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'D = 0.4', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'D = 0.6', \
     $panel1_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'D = 1.2'

set title 'the same, D = 0.6' noenhanced
set xlabel 'R1 (bits/element)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:3.0]
set ylabel 'R2 (bits/element)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:3.0]
set key on inside top right vertical
plot $panel2_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'unbiased', \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'coded separately', \
     $panel2_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'classic, biased', \
     $panel2_series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title 'least sum rate'

set title 'two workers, two layers' noenhanced
set xlabel 'R1 (bits/element)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:5.0]
set ylabel 'R2 (bits/element)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:5.0]
set key on inside top right vertical
plot $panel3_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'D = 0.65', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'D = 1.0', \
     $panel3_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'D = 2.0'

set title 'three workers, one layer, D = 0.4' noenhanced
set xlabel 'R1 (bits/element)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:3.5]
set ylabel 'R2 (bits/element)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:3.5]
set key on inside top right vertical
plot $panel4_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'R3 = 0.1 bits', \
     $panel4_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'R3 = 0.5 bits', \
     $panel4_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'R3 = 2.0 bits'

unset multiplot
set output
