# Values that each node sends for one layer of 8,192 neurons
# thesis-fig6-8-traffic · profile default · seed 1
# Draws thesis-fig6-8-traffic.png from thesis-fig6-8-traffic.tsv; run it in this folder: gnuplot thesis-fig6-8-traffic.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig6-8-traffic.png'

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
plot 'thesis-fig6-8-traffic.tsv' using (column('nodes')):(column('values_sent')) with table if (strcol('sparsity') eq '0.0' && strcol('pruning') eq 'values')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig6-8-traffic.tsv' using (column('nodes')):(column('values_sent')) with table if (strcol('sparsity') eq '0.5' && strcol('pruning') eq 'values')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig6-8-traffic.tsv' using (column('nodes')):(column('values_sent')) with table if (strcol('sparsity') eq '0.75' && strcol('pruning') eq 'values')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig6-8-traffic.tsv' using (column('nodes')):(column('values_sent')) with table if (strcol('sparsity') eq '0.9' && strcol('pruning') eq 'values')
unset table

set table $panel1_series5 separator tab
plot 'thesis-fig6-8-traffic.tsv' using (column('nodes')):(column('values_sent')) with table if (strcol('sparsity') eq '0.99' && strcol('pruning') eq 'values')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig6-8-traffic.tsv' using (column('nodes')):(column('values_sent')) with table if (strcol('sparsity') eq '0.0' && strcol('pruning') eq 'edges')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig6-8-traffic.tsv' using (column('nodes')):(column('values_sent')) with table if (strcol('sparsity') eq '0.5' && strcol('pruning') eq 'edges')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig6-8-traffic.tsv' using (column('nodes')):(column('values_sent')) with table if (strcol('sparsity') eq '0.75' && strcol('pruning') eq 'edges')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig6-8-traffic.tsv' using (column('nodes')):(column('values_sent')) with table if (strcol('sparsity') eq '0.9' && strcol('pruning') eq 'edges')
unset table

set table $panel2_series5 separator tab
plot 'thesis-fig6-8-traffic.tsv' using (column('nodes')):(column('values_sent')) with table if (strcol('sparsity') eq '0.99' && strcol('pruning') eq 'edges')
unset table

set datafile nocolumnheaders

set multiplot layout 1,2 title "{/*1.15 Values that each node sends for one layer of 8,192 neurons}\n{/*0.8 thesis-fig6-8-traffic · profile default · seed 1}"

set title 'whole values pruned' noenhanced
set xlabel 'nodes' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'values sent by a node' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:9000.0]
set key on below horizontal height 1
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'sparsity 0.5', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'sparsity 0.75', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'sparsity 0.9', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'sparsity 0.99'

set title 'single edges pruned' noenhanced
set xlabel 'nodes' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'values sent by a node' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:9000.0]
set key on below horizontal height 1
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'sparsity 0.5', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'sparsity 0.75', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'sparsity 0.9', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'sparsity 0.99'

unset multiplot
set output
