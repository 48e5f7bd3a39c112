# Speed-up of average times by pruning between nodes, against the size of five layers
# thesis-fig6-10-scaling · profile default · seed 1
# Draws thesis-fig6-10-scaling.png from thesis-fig6-10-scaling.tsv; run it in this folder: gnuplot thesis-fig6-10-scaling.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,12" linewidth 1.2
set output 'thesis-fig6-10-scaling.png'

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
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('compute_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('compute_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.9' && strcol('all_fit') eq 'yes')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('communicate_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('communicate_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.9' && strcol('all_fit') eq 'yes')
unset table

set table $panel1_series5 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel1_series6 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.9' && strcol('all_fit') eq 'yes')
unset table

set table $panel1_series7 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'stated')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('compute_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.10')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('compute_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.10' && strcol('all_fit') eq 'yes')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('communicate_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.10')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('communicate_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.10' && strcol('all_fit') eq 'yes')
unset table

set table $panel2_series5 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.10')
unset table

set table $panel2_series6 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.10' && strcol('all_fit') eq 'yes')
unset table

set table $panel2_series7 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'stated')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'fitted to Fig. 6.10')
unset table

set table $panel3_series3 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'roofline')
unset table

set table $panel3_series4 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'roofline, single weights')
unset table

set table $panel3_series5 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'data centre' && strcol('account') eq 'stated')
unset table

set table $panel4_series1 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('compute_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel4_series2 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('compute_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.9' && strcol('all_fit') eq 'yes')
unset table

set table $panel4_series3 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('communicate_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel4_series4 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('communicate_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.9' && strcol('all_fit') eq 'yes')
unset table

set table $panel4_series5 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel4_series6 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.9' && strcol('all_fit') eq 'yes')
unset table

set table $panel4_series7 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'stated')
unset table

set table $panel5_series1 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('compute_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.10')
unset table

set table $panel5_series2 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('compute_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.10' && strcol('all_fit') eq 'yes')
unset table

set table $panel5_series3 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('communicate_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.10')
unset table

set table $panel5_series4 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('communicate_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.10' && strcol('all_fit') eq 'yes')
unset table

set table $panel5_series5 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.10')
unset table

set table $panel5_series6 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.10' && strcol('all_fit') eq 'yes')
unset table

set table $panel5_series7 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'stated')
unset table

set table $panel6_series1 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.9')
unset table

set table $panel6_series2 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'fitted to Fig. 6.10')
unset table

set table $panel6_series3 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'roofline')
unset table

set table $panel6_series4 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'roofline, single weights')
unset table

set table $panel6_series5 separator tab
plot 'thesis-fig6-10-scaling.tsv' using (column('neurons')):(column('total_ratio')) with table if (strcol('platform') eq 'edge' && strcol('account') eq 'stated')
unset table

set datafile nocolumnheaders

set multiplot layout 2,3 title "{/*1.15 Speed-up of average times by pruning between nodes, against the size of five layers}\n{/*0.8 thesis-fig6-10-scaling · profile default · seed 1}"

set title 'data centre, fitted to Fig. 6.9' noenhanced
set xlabel 'neurons of a layer' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [700.0:1600000.0]
set ylabel 'speed-up' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:6.0]
set key on inside top left vertical
plot $panel1_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'computing', \
     $panel1_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'communicating', \
     $panel1_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel1_series5 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'total', \
     $panel1_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'where all fit memory', \
     $panel1_series7 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'total, stated'

set title 'data centre, fitted to Fig. 6.10' noenhanced
set xlabel 'neurons of a layer' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [700.0:1600000.0]
set ylabel 'speed-up' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:6.0]
set key on inside top left vertical
plot $panel2_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'computing', \
     $panel2_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'communicating', \
     $panel2_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel2_series5 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'total', \
     $panel2_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'where all fit memory', \
     $panel2_series7 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'total, stated'

set title 'data centre, total' noenhanced
set xlabel 'neurons of a layer' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [700.0:1600000.0]
set ylabel 'speed-up' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:6.0]
set key on inside top left vertical
plot $panel3_series1 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'fitted to Fig. 6.9', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" title 'fitted to Fig. 6.10', \
     $panel3_series3 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" dashtype 2 title 'roofline', \
     $panel3_series4 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'roofline, single weights', \
     $panel3_series5 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'total, stated'

set title 'edge, fitted to Fig. 6.9' noenhanced
set xlabel 'neurons of a layer' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [700.0:50000.0]
set ylabel 'speed-up' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:6.0]
set key on inside top left vertical
plot $panel4_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'computing', \
     $panel4_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel4_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'communicating', \
     $panel4_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel4_series5 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'total', \
     $panel4_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'where all fit memory', \
     $panel4_series7 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'total, stated'

set title 'edge, fitted to Fig. 6.10' noenhanced
set xlabel 'neurons of a layer' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [700.0:50000.0]
set ylabel 'speed-up' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:6.0]
set key on inside top left vertical
plot $panel5_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'computing', \
     $panel5_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel5_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'communicating', \
     $panel5_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel5_series5 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'total', \
     $panel5_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'where all fit memory', \
     $panel5_series7 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'total, stated'

set title 'edge, total' noenhanced
set xlabel 'neurons of a layer' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [700.0:50000.0]
set ylabel 'speed-up' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:6.0]
set key on inside top left vertical
plot $panel6_series1 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'fitted to Fig. 6.9', \
     $panel6_series2 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" title 'fitted to Fig. 6.10', \
     $panel6_series3 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" dashtype 2 title 'roofline', \
     $panel6_series4 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'roofline, single weights', \
     $panel6_series5 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'total, stated'

unset multiplot
set output
