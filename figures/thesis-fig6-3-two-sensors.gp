# A network divided over two sensors that see one coordinate each
# thesis-fig6-3-two-sensors · profile default · seed 1
# Draws thesis-fig6-3-two-sensors.png from thesis-fig6-3-two-sensors.tsv; run it in this folder: gnuplot thesis-fig6-3-two-sensors.gp
set terminal pngcairo size 1200,1320 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig6-3-two-sensors.png'

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
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (edges)' && strcol('stage') eq 'before' && strcol('layer') eq 'all')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (values)' && strcol('stage') eq 'before' && strcol('layer') eq 'all')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'sparsified (same penalty)' && strcol('stage') eq 'before' && strcol('layer') eq 'all')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'sparsified (equal edges)' && strcol('stage') eq 'before' && strcol('layer') eq 'all')
unset table

set table $panel1_series5 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'wave' && strcol('scheme') eq 'RePurpose (edges)' && strcol('stage') eq 'before' && strcol('layer') eq 'all')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (edges)' && strcol('stage') eq 'after' && strcol('layer') eq 'all')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (values)' && strcol('stage') eq 'after' && strcol('layer') eq 'all')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'sparsified (same penalty)' && strcol('stage') eq 'after' && strcol('layer') eq 'all')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'sparsified (equal edges)' && strcol('stage') eq 'after' && strcol('layer') eq 'all')
unset table

set table $panel2_series5 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'wave' && strcol('scheme') eq 'RePurpose (edges)' && strcol('stage') eq 'after' && strcol('layer') eq 'all')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('cross_edge_percent')):(column('cross_edge_percent_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (edges)' && strcol('stage') eq 'before' && strcol('layer') eq '1')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('cross_edge_percent')):(column('cross_edge_percent_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (edges)' && strcol('stage') eq 'before' && strcol('layer') eq '2')
unset table

set table $panel3_series3 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('cross_edge_percent')):(column('cross_edge_percent_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (edges)' && strcol('stage') eq 'before' && strcol('layer') eq '3')
unset table

set table $panel3_series4 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('cross_edge_percent')):(column('cross_edge_percent_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (values)' && strcol('stage') eq 'before' && strcol('layer') eq '1')
unset table

set table $panel3_series5 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('cross_edge_percent')):(column('cross_edge_percent_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (values)' && strcol('stage') eq 'before' && strcol('layer') eq '2')
unset table

set table $panel3_series6 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('eta2')):(column('cross_edge_percent')):(column('cross_edge_percent_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (values)' && strcol('stage') eq 'before' && strcol('layer') eq '3')
unset table

set table $panel4_series1 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (edges)' && strcol('stage') eq 'after' && strcol('layer') eq 'all')
unset table

set table $panel4_series2 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'RePurpose (values)' && strcol('stage') eq 'after' && strcol('layer') eq 'all')
unset table

set table $panel4_series3 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'sparsified (same penalty)' && strcol('stage') eq 'after' && strcol('layer') eq 'all')
unset table

set table $panel4_series4 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'clover' && strcol('scheme') eq 'sparsified (equal edges)' && strcol('stage') eq 'after' && strcol('layer') eq 'all')
unset table

set table $panel4_series5 separator tab
plot 'thesis-fig6-3-two-sensors.tsv' using (column('values_sent')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('region') eq 'wave' && strcol('scheme') eq 'RePurpose (edges)' && strcol('stage') eq 'after' && strcol('layer') eq 'all')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 A network divided over two sensors that see one coordinate each}\n{/*0.8 thesis-fig6-3-two-sensors · profile default · seed 1}"

set title 'before post-training' noenhanced
set xlabel 'η₂' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'accuracy (mean ± standard error)' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on below horizontal height 1
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'RePurpose (edges)', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'RePurpose (values)', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'sparsified (same penalty)', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'sparsified (equal edges)', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'wave: RePurpose (edges)', \
     $panel1_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel1_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel1_series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel1_series5 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle, \
     0.9442999999999999 with lines linecolor rgb "#888888" dashtype 3 title 'undivided'

set title 'after post-training' noenhanced
set xlabel 'η₂' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'accuracy (mean ± standard error)' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on below horizontal height 1
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'RePurpose (edges)', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'RePurpose (values)', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'sparsified (same penalty)', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'sparsified (equal edges)', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'wave: RePurpose (edges)', \
     $panel2_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel2_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel2_series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel2_series5 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle, \
     0.947325 with lines linecolor rgb "#888888" dashtype 3 title 'undivided'

set title 'RePurpose: cross edges left' noenhanced
set xlabel 'η₂' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'cross edges (%)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on below horizontal height 1
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'layer 1, edges', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'layer 2, edges', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'layer 3, edges', \
     $panel3_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'layer 1, values', \
     $panel3_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'layer 2, values', \
     $panel3_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'layer 3, values', \
     $panel3_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel3_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel3_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel3_series4 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel3_series5 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel3_series6 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle

set title 'after post-training' noenhanced
set xlabel 'values sent' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'accuracy (mean ± standard error)' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on below horizontal height 1
plot $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'RePurpose (edges)', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'RePurpose (values)', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'sparsified (same penalty)', \
     $panel4_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'sparsified (equal edges)', \
     $panel4_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'wave: RePurpose (edges)', \
     $panel4_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel4_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel4_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel4_series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel4_series5 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle, \
     0.947325 with lines linecolor rgb "#888888" dashtype 3 title 'undivided'

unset multiplot
set output
