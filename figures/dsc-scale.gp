# A server of many workers and parameters, one core a machine
# dsc-scale · profile default · seed 1
# Draws dsc-scale.png from dsc-scale.tsv; run it in this folder: gnuplot dsc-scale.gp
set terminal pngcairo size 1200,1760 font "DejaVu Sans,15" linewidth 1.2
set output 'dsc-scale.png'

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
plot 'dsc-scale.tsv' using (column('workers')):(column('receive_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'dsc' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel1_series2 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('decode_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'dsc' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel1_series3 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('aggregate_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'dsc' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel1_series4 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('send_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'dsc' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel1_series5 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('round_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'dsc' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel2_series1 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('receive_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'signs' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel2_series2 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('decode_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'signs' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel2_series3 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('aggregate_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'signs' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel2_series4 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('send_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'signs' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel2_series5 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('round_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'signs' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel3_series1 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('round_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'float32' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel3_series2 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('round_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'signs' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel3_series3 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('round_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'history' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel3_series4 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('round_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'co3' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel3_series5 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('round_s')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'dsc' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '100000000.0')
unset table

set table $panel4_series1 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('memory_gib')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'float32' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '1000000000.0')
unset table

set table $panel4_series2 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('memory_gib')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'signs' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '1000000000.0')
unset table

set table $panel4_series3 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('memory_gib')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'history' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '1000000000.0')
unset table

set table $panel4_series4 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('memory_gib')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'co3' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '1000000000.0')
unset table

set table $panel4_series5 separator tab
plot 'dsc-scale.tsv' using (column('workers')):(column('memory_gib')) with table if (strcol('part') eq 'round' && strcol('scheme') eq 'dsc' && strcol('link_gbit_s') eq '10.0' && strcol('downlink') eq 'once' && strcol('parameters') eq '1000000000.0')
unset table

set table $panel5_series1 separator tab
plot 'dsc-scale.tsv' using (column('link_gbit_s')):(column('processors_for_link')) with table if (strcol('part') eq 'balance' && strcol('scheme') eq 'float32')
unset table

set table $panel5_series2 separator tab
plot 'dsc-scale.tsv' using (column('link_gbit_s')):(column('processors_for_link')) with table if (strcol('part') eq 'balance' && strcol('scheme') eq 'signs')
unset table

set table $panel5_series3 separator tab
plot 'dsc-scale.tsv' using (column('link_gbit_s')):(column('processors_for_link')) with table if (strcol('part') eq 'balance' && strcol('scheme') eq 'history')
unset table

set table $panel5_series4 separator tab
plot 'dsc-scale.tsv' using (column('link_gbit_s')):(column('processors_for_link')) with table if (strcol('part') eq 'balance' && strcol('scheme') eq 'co3')
unset table

set table $panel5_series5 separator tab
plot 'dsc-scale.tsv' using (column('link_gbit_s')):(column('processors_for_link')) with table if (strcol('part') eq 'balance' && strcol('scheme') eq 'dsc')
unset table

set table $panel6_series1 separator tab
plot 'dsc-scale.tsv' using (column('machines')):(column('gain')) with table if (strcol('part') eq 'sharding' && strcol('scheme') eq 'dsc' && strcol('links') eq 'own' && strcol('network') eq 'MLP')
unset table

set table $panel6_series2 separator tab
plot 'dsc-scale.tsv' using (column('machines')):(column('gain')) with table if (strcol('part') eq 'sharding' && strcol('scheme') eq 'dsc' && strcol('links') eq 'own' && strcol('network') eq 'LeNet')
unset table

set table $panel6_series3 separator tab
plot 'dsc-scale.tsv' using (column('machines')):(column('gain')) with table if (strcol('part') eq 'sharding' && strcol('scheme') eq 'dsc' && strcol('links') eq 'own' && strcol('network') eq 'ResNet50V2')
unset table

set table $panel6_series4 separator tab
plot 'dsc-scale.tsv' using (column('machines')):(column('gain')) with table if (strcol('part') eq 'sharding' && strcol('scheme') eq 'dsc' && strcol('links') eq 'own' && strcol('network') eq 'AlexNet')
unset table

set table $panel6_series5 separator tab
plot 'dsc-scale.tsv' using (column('machines')):(column('gain')) with table if (strcol('part') eq 'sharding' && strcol('scheme') eq 'dsc' && strcol('links') eq 'own' && strcol('network') eq '1e9 in 100 blocks')
unset table

set datafile nocolumnheaders

set multiplot layout 3,2 title "{/*1.15 A server of many workers and parameters, one core a machine}\n{/*0.8 dsc-scale · profile default · seed 1}"

set title 'DSC: parts of a round, P = 10⁸, 10 Gbit/s' noenhanced
set xlabel 'workers K' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [10.0:10000.0]
set ylabel 'time (s)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.01:1000000.0]
set key on inside top left vertical
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'receive', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'decode', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'aggregate', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'send', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'round'

set title 'SignSGD: parts of a round, P = 10⁸, 10 Gbit/s' noenhanced
set xlabel 'workers K' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [10.0:10000.0]
set ylabel 'time (s)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.01:1000000.0]
set key on inside top left vertical
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'receive', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'decode', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'aggregate', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'send', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'round'

set title 'A round of P = 10⁸, 10 Gbit/s, model sent once' noenhanced
set xlabel 'workers K' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [10.0:10000.0]
set ylabel 'time (s)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.1:1000000.0]
set key on inside top left vertical
plot $panel3_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title '32-bit floats', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'SignSGD', \
     $panel3_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'history coding', \
     $panel3_series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title 'CO3 fp4', \
     $panel3_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" title 'DSC'

set title 'Memory of the server, P = 10⁹' noenhanced
set xlabel 'workers K' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [10.0:10000.0]
set ylabel 'memory (GiB)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [10.0:1000000.0]
set key on inside top left vertical
plot $panel4_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title '32-bit floats', \
     $panel4_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'SignSGD', \
     $panel4_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'history coding', \
     $panel4_series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title 'CO3 fp4', \
     $panel4_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" title 'DSC', \
     1024.0 with lines linecolor rgb "#888888" dashtype 3 title '1 TiB'

set title 'Above 1 the processor is the bottleneck, K = 100' noenhanced
set xlabel 'link (Gbit/s)' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.001:1000.0]
set ylabel 'processor time / link time' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-08:100000.0]
set key on inside bottom right vertical
plot $panel5_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title '32-bit floats', \
     $panel5_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'SignSGD', \
     $panel5_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'history coding', \
     $panel5_series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title 'CO3 fp4', \
     $panel5_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" title 'DSC', \
     1.0 with lines linecolor rgb "#888888" dashtype 3 title 'both alike'

set title 'DSC on machines that share the layers, K = 100' noenhanced
set xlabel 'machines, one core and 10 Gbit/s each' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:256.0]
set ylabel 'gain in time of a round' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1.0:256.0]
set key on inside top left vertical
plot $panel6_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'MLP', \
     $panel6_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'LeNet', \
     $panel6_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'ResNet50V2', \
     $panel6_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'AlexNet', \
     $panel6_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title '1e9 in 100 blocks'

unset multiplot
set output
