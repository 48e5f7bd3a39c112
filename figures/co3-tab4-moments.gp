# Mean and variance of gradients, three layers of NASNetMobile, with 95 % intervals
# co3-tab4-moments · CIFAR-10, JPEG copy · profile default · seed 1
# Draws co3-tab4-moments.png from co3-tab4-moments.tsv; run it in this folder: gnuplot co3-tab4-moments.gp
set terminal pngcairo size 1200,1190 font "DejaVu Sans,12" linewidth 1.2
set output 'co3-tab4-moments.png'

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
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean')):(column('mean_ci')) with table if (strcol('layer') eq 'upper' && strcol('source') eq 'epochMean')
unset table

set table $panel1_series2 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean')):(column('mean_ci')) with table if (strcol('layer') eq 'upper' && strcol('source') eq 'paper')
unset table

set table $panel2_series1 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean')):(column('mean_ci')) with table if (strcol('layer') eq 'middle' && strcol('source') eq 'epochMean')
unset table

set table $panel2_series2 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean')):(column('mean_ci')) with table if (strcol('layer') eq 'middle' && strcol('source') eq 'paper')
unset table

set table $panel3_series1 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean')):(column('mean_ci')) with table if (strcol('layer') eq 'lower' && strcol('source') eq 'epochMean')
unset table

set table $panel3_series2 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean')):(column('mean_ci')) with table if (strcol('layer') eq 'lower' && strcol('source') eq 'paper')
unset table

set table $panel4_series1 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('variance')):(column('variance_ci')) with table if (strcol('layer') eq 'upper' && strcol('source') eq 'epochMean')
unset table

set table $panel4_series2 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('variance')):(column('variance_ci')) with table if (strcol('layer') eq 'upper' && strcol('source') eq 'iteration')
unset table

set table $panel4_series3 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('variance')):(column('variance_ci')) with table if (strcol('layer') eq 'upper' && strcol('source') eq 'paper')
unset table

set table $panel5_series1 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('variance')):(column('variance_ci')) with table if (strcol('layer') eq 'middle' && strcol('source') eq 'epochMean')
unset table

set table $panel5_series2 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('variance')):(column('variance_ci')) with table if (strcol('layer') eq 'middle' && strcol('source') eq 'iteration')
unset table

set table $panel5_series3 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('variance')):(column('variance_ci')) with table if (strcol('layer') eq 'middle' && strcol('source') eq 'paper')
unset table

set table $panel6_series1 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('variance')):(column('variance_ci')) with table if (strcol('layer') eq 'lower' && strcol('source') eq 'epochMean')
unset table

set table $panel6_series2 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('variance')):(column('variance_ci')) with table if (strcol('layer') eq 'lower' && strcol('source') eq 'iteration')
unset table

set table $panel6_series3 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('variance')):(column('variance_ci')) with table if (strcol('layer') eq 'lower' && strcol('source') eq 'paper')
unset table

set table $panel7_series1 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci')) with table if (strcol('layer') eq 'upper' && strcol('source') eq 'epochMean')
unset table

set table $panel7_series2 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci')) with table if (strcol('layer') eq 'upper' && strcol('source') eq 'iteration')
unset table

set table $panel7_series3 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci')) with table if (strcol('layer') eq 'upper' && strcol('source') eq 'paper')
unset table

set table $panel7_series4 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci_independent')) with table if (strcol('layer') eq 'upper' && strcol('source') eq 'paper')
unset table

set table $panel8_series1 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci')) with table if (strcol('layer') eq 'middle' && strcol('source') eq 'epochMean')
unset table

set table $panel8_series2 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci')) with table if (strcol('layer') eq 'middle' && strcol('source') eq 'iteration')
unset table

set table $panel8_series3 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci')) with table if (strcol('layer') eq 'middle' && strcol('source') eq 'paper')
unset table

set table $panel8_series4 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci_independent')) with table if (strcol('layer') eq 'middle' && strcol('source') eq 'paper')
unset table

set table $panel9_series1 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci')) with table if (strcol('layer') eq 'lower' && strcol('source') eq 'epochMean')
unset table

set table $panel9_series2 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci')) with table if (strcol('layer') eq 'lower' && strcol('source') eq 'iteration')
unset table

set table $panel9_series3 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci')) with table if (strcol('layer') eq 'lower' && strcol('source') eq 'paper')
unset table

set table $panel9_series4 separator tab
plot 'co3-tab4-moments.tsv' using (column('place')):(column('mean_ci_independent')) with table if (strcol('layer') eq 'lower' && strcol('source') eq 'paper')
unset table

set datafile nocolumnheaders

set multiplot layout 3,3 title "{/*1.15 Mean and variance of gradients, three layers of NASNetMobile, with 95 % intervals}\n{/*0.8 co3-tab4-moments · CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'upper layer' noenhanced
set xlabel 'epoch (the paper''s)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:2.5]
set xtics ('1 (2)' 0, '3 (50)' 1, '5 (100)' 2)
set ylabel 'mean of gradients' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
unset key
plot $panel1_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean over epoch', \
     $panel1_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'paper', \
     $panel1_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     0.0 with lines linecolor rgb "#888888" dashtype 3 title ''
set xtics autofreq

set title 'middle layer' noenhanced
set xlabel 'epoch (the paper''s)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:2.5]
set xtics ('1 (2)' 0, '3 (50)' 1, '5 (100)' 2)
set ylabel 'mean of gradients' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
unset key
plot $panel2_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean over epoch', \
     $panel2_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'paper', \
     $panel2_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     0.0 with lines linecolor rgb "#888888" dashtype 3 title ''
set xtics autofreq

set title 'lower layer' noenhanced
set xlabel 'epoch (the paper''s)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:2.5]
set xtics ('1 (2)' 0, '3 (50)' 1, '5 (100)' 2)
set ylabel 'mean of gradients' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
unset key
plot $panel3_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean over epoch', \
     $panel3_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'paper', \
     $panel3_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel3_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     0.0 with lines linecolor rgb "#888888" dashtype 3 title ''
set xtics autofreq

unset title
set xlabel 'epoch (the paper''s)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:2.5]
set xtics ('1 (2)' 0, '3 (50)' 1, '5 (100)' 2)
set ylabel 'variance of gradients' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on inside top right vertical
plot $panel4_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean over epoch', \
     $panel4_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'iteration', \
     $panel4_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'paper', \
     $panel4_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel4_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel4_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle
set xtics autofreq

unset title
set xlabel 'epoch (the paper''s)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:2.5]
set xtics ('1 (2)' 0, '3 (50)' 1, '5 (100)' 2)
set ylabel 'variance of gradients' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
unset key
plot $panel5_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean over epoch', \
     $panel5_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'iteration', \
     $panel5_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'paper', \
     $panel5_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel5_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel5_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle
set xtics autofreq

unset title
set xlabel 'epoch (the paper''s)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:2.5]
set xtics ('1 (2)' 0, '3 (50)' 1, '5 (100)' 2)
set ylabel 'variance of gradients' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
unset key
plot $panel6_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean over epoch', \
     $panel6_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'iteration', \
     $panel6_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'paper', \
     $panel6_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel6_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel6_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle
set xtics autofreq

unset title
set xlabel 'epoch (the paper''s)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:2.5]
set xtics ('1 (2)' 0, '3 (50)' 1, '5 (100)' 2)
set ylabel 'half width of the mean''s interval' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on inside right center vertical
plot $panel7_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean over epoch', \
     $panel7_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'iteration', \
     $panel7_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'paper, printed', \
     $panel7_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'paper, from its variance'
set xtics autofreq

unset title
set xlabel 'epoch (the paper''s)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:2.5]
set xtics ('1 (2)' 0, '3 (50)' 1, '5 (100)' 2)
set ylabel 'half width of the mean''s interval' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
unset key
plot $panel8_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean over epoch', \
     $panel8_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'iteration', \
     $panel8_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'paper, printed', \
     $panel8_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'paper, from its variance'
set xtics autofreq

unset title
set xlabel 'epoch (the paper''s)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:2.5]
set xtics ('1 (2)' 0, '3 (50)' 1, '5 (100)' 2)
set ylabel 'half width of the mean''s interval' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
unset key
plot $panel9_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean over epoch', \
     $panel9_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'iteration', \
     $panel9_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'paper, printed', \
     $panel9_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'paper, from its variance'
set xtics autofreq

unset multiplot
set output
