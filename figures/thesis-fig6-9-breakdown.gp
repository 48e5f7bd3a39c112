# Time of five layers of 8,192 neurons on several nodes, and what pruning between nodes gains
# thesis-fig6-9-breakdown · profile default · seed 1
# Draws thesis-fig6-9-breakdown.png from thesis-fig6-9-breakdown.tsv; run it in this folder: gnuplot thesis-fig6-9-breakdown.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,12" linewidth 1.2
set output 'thesis-fig6-9-breakdown.png'

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
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('compute_s')) with table if (strcol('platform') eq 'data centre' && strcol('sparsity') eq '0.0' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('compute_s')) with table if (strcol('platform') eq 'data centre' && strcol('sparsity') eq '0.5' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('compute_s')) with table if (strcol('platform') eq 'data centre' && strcol('sparsity') eq '0.75' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('compute_s')) with table if (strcol('platform') eq 'data centre' && strcol('sparsity') eq '0.9' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel1_series5 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('compute_s')) with table if (strcol('platform') eq 'data centre' && strcol('sparsity') eq '0.99' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('communicate_s')) with table if (strcol('platform') eq 'data centre' && strcol('sparsity') eq '0.0' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('communicate_s')) with table if (strcol('platform') eq 'data centre' && strcol('sparsity') eq '0.5' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('communicate_s')) with table if (strcol('platform') eq 'data centre' && strcol('sparsity') eq '0.75' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('communicate_s')) with table if (strcol('platform') eq 'data centre' && strcol('sparsity') eq '0.9' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel2_series5 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('communicate_s')) with table if (strcol('platform') eq 'data centre' && strcol('sparsity') eq '0.99' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('kept')):(column('communicate_speed_up')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.9' && strcol('nodes') eq 'mean')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('kept')):(column('communicate_speed_up')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.10' && strcol('nodes') eq 'mean')
unset table

set table $panel3_series3 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('kept')):(column('communicate_speed_up')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'roofline' && strcol('nodes') eq 'mean')
unset table

set table $panel3_series4 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('kept')):(column('communicate_speed_up')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'roofline, single weights' && strcol('nodes') eq 'mean')
unset table

set table $panel3_series5 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('kept')):(column('communicate_speed_up')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'stated' && strcol('nodes') eq 'mean')
unset table

set table $panel4_series1 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('compute_s')) with table if (strcol('platform') eq 'edge' && strcol('sparsity') eq '0.0' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel4_series2 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('compute_s')) with table if (strcol('platform') eq 'edge' && strcol('sparsity') eq '0.5' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel4_series3 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('compute_s')) with table if (strcol('platform') eq 'edge' && strcol('sparsity') eq '0.75' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel4_series4 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('compute_s')) with table if (strcol('platform') eq 'edge' && strcol('sparsity') eq '0.9' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel4_series5 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('compute_s')) with table if (strcol('platform') eq 'edge' && strcol('sparsity') eq '0.99' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel5_series1 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('communicate_s')) with table if (strcol('platform') eq 'edge' && strcol('sparsity') eq '0.0' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel5_series2 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('communicate_s')) with table if (strcol('platform') eq 'edge' && strcol('sparsity') eq '0.5' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel5_series3 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('communicate_s')) with table if (strcol('platform') eq 'edge' && strcol('sparsity') eq '0.75' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel5_series4 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('communicate_s')) with table if (strcol('platform') eq 'edge' && strcol('sparsity') eq '0.9' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel5_series5 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('nodes')):(column('communicate_s')) with table if (strcol('platform') eq 'edge' && strcol('sparsity') eq '0.99' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel6_series1 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('kept')):(column('communicate_speed_up')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.9' && strcol('nodes') eq 'mean')
unset table

set table $panel6_series2 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('kept')):(column('communicate_speed_up')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.10' && strcol('nodes') eq 'mean')
unset table

set table $panel6_series3 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('kept')):(column('communicate_speed_up')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'roofline' && strcol('nodes') eq 'mean')
unset table

set table $panel6_series4 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('kept')):(column('communicate_speed_up')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'roofline, single weights' && strcol('nodes') eq 'mean')
unset table

set table $panel6_series5 separator tab
plot 'thesis-fig6-9-breakdown.tsv' using (column('kept')):(column('communicate_speed_up')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'stated' && strcol('nodes') eq 'mean')
unset table

set datafile nocolumnheaders

set multiplot layout 2,3 title "{/*1.15 Time of five layers of 8,192 neurons on several nodes, and what pruning between nodes gains}\n{/*0.8 thesis-fig6-9-breakdown · profile default · seed 1}"

set title 'data centre, computing' noenhanced
set xlabel 'nodes' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:34.0]
set ylabel 'seconds' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
unset key
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RP-50', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'RP-75', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'RP-90', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'RP-99'

set title 'data centre, communicating' noenhanced
set xlabel 'nodes' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:34.0]
set ylabel 'seconds' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on below horizontal height 1
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RP-50', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'RP-75', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'RP-90', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'RP-99'

set title 'data centre, mean over nodes' noenhanced
set xlabel 'share of values kept' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.007:0.7]
set ylabel 'speed-up of communication' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:3.2]
set key on inside top right vertical
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'fitted to Fig. 6.9', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'fitted to Fig. 6.10', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'roofline', \
     $panel3_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'roofline, single weights', \
     $panel3_series5 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'stated'

set title 'edge, computing' noenhanced
set xlabel 'nodes' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:34.0]
set ylabel 'seconds' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
unset key
plot $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RP-50', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'RP-75', \
     $panel4_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'RP-90', \
     $panel4_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'RP-99'

set title 'edge, communicating' noenhanced
set xlabel 'nodes' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:34.0]
set ylabel 'seconds' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on below horizontal height 1
plot $panel5_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel5_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RP-50', \
     $panel5_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'RP-75', \
     $panel5_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'RP-90', \
     $panel5_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'RP-99'

set title 'edge, mean over nodes' noenhanced
set xlabel 'share of values kept' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.007:0.7]
set ylabel 'speed-up of communication' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:8.0]
set key on inside top right vertical
plot $panel6_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'fitted to Fig. 6.9', \
     $panel6_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'fitted to Fig. 6.10', \
     $panel6_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'roofline', \
     $panel6_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'roofline, single weights', \
     $panel6_series5 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'stated'

unset multiplot
set output
