# Distance of fitted laws from gradients, upper layer of NASNetMobile
# co3-fig03-w2-nasnet · CIFAR-10, JPEG copy · profile default · seed 1
# Draws co3-fig03-w2-nasnet.png from co3-fig03-w2-nasnet.tsv; run it in this folder: gnuplot co3-fig03-w2-nasnet.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,15" linewidth 1.2
set output 'co3-fig03-w2-nasnet.png'

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
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2')) with table if (strcol('family') eq 'GenNorm' && strcol('kind') eq 'epochMean')
unset table

set table $panel1_series2 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2')) with table if (strcol('family') eq 'Laplace' && strcol('kind') eq 'epochMean')
unset table

set table $panel1_series3 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2')) with table if (strcol('family') eq 'Normal' && strcol('kind') eq 'epochMean')
unset table

set table $panel1_series4 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null')) with table if (strcol('family') eq 'GenNorm' && strcol('kind') eq 'epochMean')
unset table

set table $panel1_series5 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null')) with table if (strcol('family') eq 'Laplace' && strcol('kind') eq 'epochMean')
unset table

set table $panel1_series6 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null')) with table if (strcol('family') eq 'Normal' && strcol('kind') eq 'epochMean')
unset table

set table $panel2_series1 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2')) with table if (strcol('family') eq 'GenNorm' && strcol('kind') eq 'iteration')
unset table

set table $panel2_series2 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2')) with table if (strcol('family') eq 'Laplace' && strcol('kind') eq 'iteration')
unset table

set table $panel2_series3 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2')) with table if (strcol('family') eq 'Normal' && strcol('kind') eq 'iteration')
unset table

set table $panel2_series4 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null')) with table if (strcol('family') eq 'GenNorm' && strcol('kind') eq 'iteration')
unset table

set table $panel2_series5 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null')) with table if (strcol('family') eq 'Laplace' && strcol('kind') eq 'iteration')
unset table

set table $panel2_series6 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null')) with table if (strcol('family') eq 'Normal' && strcol('kind') eq 'iteration')
unset table

set table $panel3_series1 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_relative')) with table if (strcol('family') eq 'GenNorm' && strcol('kind') eq 'epochMean')
unset table

set table $panel3_series2 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_relative')) with table if (strcol('family') eq 'Laplace' && strcol('kind') eq 'epochMean')
unset table

set table $panel3_series3 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_relative')) with table if (strcol('family') eq 'Normal' && strcol('kind') eq 'epochMean')
unset table

set table $panel3_series4 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null_relative')) with table if (strcol('family') eq 'GenNorm' && strcol('kind') eq 'epochMean')
unset table

set table $panel3_series5 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null_relative')) with table if (strcol('family') eq 'Laplace' && strcol('kind') eq 'epochMean')
unset table

set table $panel3_series6 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null_relative')) with table if (strcol('family') eq 'Normal' && strcol('kind') eq 'epochMean')
unset table

set table $panel4_series1 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_relative')) with table if (strcol('family') eq 'GenNorm' && strcol('kind') eq 'iteration')
unset table

set table $panel4_series2 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_relative')) with table if (strcol('family') eq 'Laplace' && strcol('kind') eq 'iteration')
unset table

set table $panel4_series3 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_relative')) with table if (strcol('family') eq 'Normal' && strcol('kind') eq 'iteration')
unset table

set table $panel4_series4 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null_relative')) with table if (strcol('family') eq 'GenNorm' && strcol('kind') eq 'iteration')
unset table

set table $panel4_series5 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null_relative')) with table if (strcol('family') eq 'Laplace' && strcol('kind') eq 'iteration')
unset table

set table $panel4_series6 separator tab
plot 'co3-fig03-w2-nasnet.tsv' using (column('epoch')):(column('w2_null_relative')) with table if (strcol('family') eq 'Normal' && strcol('kind') eq 'iteration')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Distance of fitted laws from gradients, upper layer of NASNetMobile}\n{/*0.8 co3-fig03-w2-nasnet · CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'mean over each epoch, as in the paper' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:5.2]
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5)
set ylabel 'W₂ (gradient''s unit)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on below horizontal height 1
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'GenNorm', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'Laplace', \
     $panel1_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'Normal', \
     $panel1_series4 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'GenNorm, null', \
     $panel1_series5 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'Laplace, null', \
     $panel1_series6 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal, null'
set xtics autofreq

set title 'last iteration of each epoch' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:5.2]
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5)
set ylabel 'W₂ (gradient''s unit)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on below horizontal height 1
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'GenNorm', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'Laplace', \
     $panel2_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'Normal', \
     $panel2_series4 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'GenNorm, null', \
     $panel2_series5 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'Laplace, null', \
     $panel2_series6 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal, null'
set xtics autofreq

unset title
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:5.2]
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5)
set ylabel 'W₂ / standard deviation' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:0.1951988397391749]
unset key
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'GenNorm', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'Laplace', \
     $panel3_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'Normal', \
     $panel3_series4 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'GenNorm, null', \
     $panel3_series5 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'Laplace, null', \
     $panel3_series6 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal, null'
set xtics autofreq

unset title
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:5.2]
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5)
set ylabel 'W₂ / standard deviation' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:0.1951988397391749]
unset key
plot $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'GenNorm', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'Laplace', \
     $panel4_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'Normal', \
     $panel4_series4 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'GenNorm, null', \
     $panel4_series5 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'Laplace, null', \
     $panel4_series6 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'Normal, null'
set xtics autofreq

unset multiplot
set output
