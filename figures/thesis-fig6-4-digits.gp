# Rounded mean of six digits, each seen by one of six sensors
# thesis-fig6-4-digits · MNIST · profile default · seed 1
# Draws thesis-fig6-4-digits.png from thesis-fig6-4-digits.tsv; run it in this folder: gnuplot thesis-fig6-4-digits.gp
set terminal pngcairo size 1200,1360 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig6-4-digits.png'

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
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'baseline' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'baseline' && strcol('post_epochs') eq '1' && strcol('layer') eq 'all')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RePurpose, edges' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RePurpose, edges' && strcol('post_epochs') eq '1' && strcol('layer') eq 'all')
unset table

set table $panel1_series5 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'sparse, same edges' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel1_series6 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'sparse, same edges' && strcol('post_epochs') eq '1' && strcol('layer') eq 'all')
unset table

set table $panel1_series7 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'sparse, same eta2' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('cross_edges')):(column('cross_edges_standard_error')) with table if (strcol('scheme') eq 'RePurpose, edges' && strcol('layer') eq 'conv1')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('cross_edges')):(column('cross_edges_standard_error')) with table if (strcol('scheme') eq 'RePurpose, edges' && strcol('layer') eq 'conv2')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('cross_edges')):(column('cross_edges_standard_error')) with table if (strcol('scheme') eq 'RePurpose, edges' && strcol('layer') eq 'fc1')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('eta2')):(column('cross_edges')):(column('cross_edges_standard_error')) with table if (strcol('scheme') eq 'RePurpose, edges' && strcol('layer') eq 'fc2')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('cross_edge_share')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'baseline' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('cross_edge_share')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'baseline' && strcol('post_epochs') eq '1' && strcol('layer') eq 'all')
unset table

set table $panel3_series3 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('cross_edge_share')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RePurpose, edges' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel3_series4 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('cross_edge_share')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RePurpose, edges' && strcol('post_epochs') eq '1' && strcol('layer') eq 'all')
unset table

set table $panel3_series5 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('cross_edge_share')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'sparse, same edges' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel3_series6 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('cross_edge_share')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'sparse, same edges' && strcol('post_epochs') eq '1' && strcol('layer') eq 'all')
unset table

set table $panel4_series1 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'baseline' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel4_series2 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'baseline' && strcol('post_epochs') eq '1' && strcol('layer') eq 'all')
unset table

set table $panel4_series3 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RePurpose, edges' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel4_series4 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RePurpose, edges' && strcol('post_epochs') eq '1' && strcol('layer') eq 'all')
unset table

set table $panel4_series5 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RePurpose, values' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel4_series6 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RePurpose, values' && strcol('post_epochs') eq '1' && strcol('layer') eq 'all')
unset table

set table $panel4_series7 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RePurpose, values weighed' && strcol('post_epochs') eq '0' && strcol('layer') eq 'all')
unset table

set table $panel4_series8 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RePurpose, values weighed' && strcol('post_epochs') eq '1' && strcol('layer') eq 'all')
unset table

set table $panel4_series9 separator tab
plot 'thesis-fig6-4-digits.tsv' using (column('values_sent')):(column('accuracy')) with table if (strcol('scheme') eq 'naive')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Rounded mean of six digits, each seen by one of six sensors}\n{/*0.8 thesis-fig6-4-digits · MNIST · profile default · seed 1}"

set title 'dashed: post-trained for 1 epoch' noenhanced
set xlabel 'η₂ (squared weights)' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on below horizontal height 1
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 notitle, \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RePurpose, edges', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 notitle, \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'sparse, same edges', \
     $panel1_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 notitle, \
     $panel1_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'sparse, same eta2', \
     $panel1_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel1_series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel1_series5 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel1_series6 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel1_series7 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" notitle

set title 'RePurpose, edges: by layer' noenhanced
set xlabel 'η₂ (squared weights)' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'cross edges' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on below horizontal height 1
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'conv1', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'conv2', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'fc1', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'fc2', \
     $panel2_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel2_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel2_series4 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle

set title 'dashed: post-trained for 1 epoch' noenhanced
set xlabel 'kept share of cross edges' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on below horizontal height 1
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 notitle, \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RePurpose, edges', \
     $panel3_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 notitle, \
     $panel3_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'sparse, same edges', \
     $panel3_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 notitle, \
     $panel3_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel3_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel3_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel3_series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel3_series5 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel3_series6 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle

set title 'dashed: post-trained for 1 epoch' noenhanced
set xlabel 'values sent for one sample' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on below horizontal height 1
plot $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 notitle, \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RePurpose, edges', \
     $panel4_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 notitle, \
     $panel4_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'RePurpose, values', \
     $panel4_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 notitle, \
     $panel4_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'RePurpose, values weighed', \
     $panel4_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 notitle, \
     $panel4_series9 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'naive', \
     $panel4_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel4_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel4_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel4_series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel4_series5 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel4_series6 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel4_series7 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle, \
     $panel4_series8 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

unset multiplot
set output
