# Delay that coding adds to a round, from measured times of this code (MLP, one core)
# dsc-fig05-timing · profile default · seed 1
# Draws dsc-fig05-timing.png from dsc-fig05-timing.tsv; run it in this folder: gnuplot dsc-fig05-timing.gp
set terminal pngcairo size 1200,2320 font "DejaVu Sans,15" linewidth 1.2
set output 'dsc-fig05-timing.png'

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
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('link_mbit_s') eq '1.0')
unset table

set table $panel1_series2 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('link_mbit_s') eq '10.0')
unset table

set table $panel1_series3 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('link_mbit_s') eq '100.0')
unset table

set table $panel1_series4 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('link_mbit_s') eq '1000.0')
unset table

set table $panel1_series5 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('link_mbit_s') eq '10000.0')
unset table

set table $panel1_series6 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'onset' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code')
unset table

set table $panel2_series1 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'hardware' && strcol('link_mbit_s') eq '1.0')
unset table

set table $panel2_series2 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'hardware' && strcol('link_mbit_s') eq '10.0')
unset table

set table $panel2_series3 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'hardware' && strcol('link_mbit_s') eq '100.0')
unset table

set table $panel2_series4 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'hardware' && strcol('link_mbit_s') eq '1000.0')
unset table

set table $panel2_series5 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'hardware' && strcol('link_mbit_s') eq '10000.0')
unset table

set table $panel2_series6 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'onset' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'hardware')
unset table

set table $panel3_series1 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'separate' && strcol('decoder') eq 'this code' && strcol('link_mbit_s') eq '1.0')
unset table

set table $panel3_series2 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'separate' && strcol('decoder') eq 'this code' && strcol('link_mbit_s') eq '10.0')
unset table

set table $panel3_series3 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'separate' && strcol('decoder') eq 'this code' && strcol('link_mbit_s') eq '100.0')
unset table

set table $panel3_series4 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'separate' && strcol('decoder') eq 'this code' && strcol('link_mbit_s') eq '1000.0')
unset table

set table $panel3_series5 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'separate' && strcol('decoder') eq 'this code' && strcol('link_mbit_s') eq '10000.0')
unset table

set table $panel3_series6 separator tab
plot 'dsc-fig05-timing.tsv' using (column('workers')):(column('extra_delay_s')) with table if (strcol('part') eq 'onset' && strcol('uplink') eq 'separate' && strcol('decoder') eq 'this code')
unset table

set table $panel4_series1 separator tab
plot 'dsc-fig05-timing.tsv' using (column('link_mbit_s')):(column('delay_uncoded_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('workers') eq '10')
unset table

set table $panel4_series2 separator tab
plot 'dsc-fig05-timing.tsv' using (column('link_mbit_s')):(column('delay_dsc_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('workers') eq '10')
unset table

set table $panel4_series3 separator tab
plot 'dsc-fig05-timing.tsv' using (column('link_mbit_s')):(column('delay_uncoded_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('workers') eq '100')
unset table

set table $panel4_series4 separator tab
plot 'dsc-fig05-timing.tsv' using (column('link_mbit_s')):(column('delay_dsc_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('workers') eq '100')
unset table

set table $panel4_series5 separator tab
plot 'dsc-fig05-timing.tsv' using (column('link_mbit_s')):(column('delay_uncoded_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('workers') eq '1000')
unset table

set table $panel4_series6 separator tab
plot 'dsc-fig05-timing.tsv' using (column('link_mbit_s')):(column('delay_dsc_s')) with table if (strcol('part') eq 'round' && strcol('uplink') eq 'shared' && strcol('decoder') eq 'this code' && strcol('workers') eq '1000')
unset table

set table $panel5_series1 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'this code' && strcol('stage') eq 'broadcast')
unset table

set table $panel5_series2 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'this code' && strcol('stage') eq 'gradient')
unset table

set table $panel5_series3 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'this code' && strcol('stage') eq 'mean square')
unset table

set table $panel5_series4 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'this code' && strcol('stage') eq 'quantize')
unset table

set table $panel5_series5 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'this code' && strcol('stage') eq 'encode')
unset table

set table $panel5_series6 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'this code' && strcol('stage') eq 'transmit')
unset table

set table $panel5_series7 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'this code' && strcol('stage') eq 'ratios')
unset table

set table $panel5_series8 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'this code' && strcol('stage') eq 'decode')
unset table

set table $panel5_series9 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'this code' && strcol('stage') eq 'update')
unset table

set table $panel6_series1 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'hardware' && strcol('stage') eq 'broadcast')
unset table

set table $panel6_series2 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'hardware' && strcol('stage') eq 'gradient')
unset table

set table $panel6_series3 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'hardware' && strcol('stage') eq 'mean square')
unset table

set table $panel6_series4 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'hardware' && strcol('stage') eq 'quantize')
unset table

set table $panel6_series5 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'hardware' && strcol('stage') eq 'encode')
unset table

set table $panel6_series6 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'hardware' && strcol('stage') eq 'transmit')
unset table

set table $panel6_series7 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'hardware' && strcol('stage') eq 'ratios')
unset table

set table $panel6_series8 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'hardware' && strcol('stage') eq 'decode')
unset table

set table $panel6_series9 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'chart' && strcol('decoder') eq 'hardware' && strcol('stage') eq 'update')
unset table

set table $panel7_series1 separator tab
plot 'dsc-fig05-timing.tsv' using (column('modelled_s')):(column('measured_s')):(column('measured_error_s')) with table if (strcol('part') eq 'hosts' && strcol('scheme') eq '32-bit floats' && strcol('setting') eq 'default')
unset table

set table $panel7_series2 separator tab
plot 'dsc-fig05-timing.tsv' using (column('modelled_s')):(column('measured_s')):(column('measured_error_s')) with table if (strcol('part') eq 'hosts' && strcol('scheme') eq 'SignSGD' && strcol('setting') eq 'default')
unset table

set table $panel7_series3 separator tab
plot 'dsc-fig05-timing.tsv' using (column('modelled_s')):(column('measured_s')):(column('measured_error_s')) with table if (strcol('part') eq 'hosts' && strcol('scheme') eq 'CO3 fp4' && strcol('setting') eq 'default')
unset table

set table $panel7_series4 separator tab
plot 'dsc-fig05-timing.tsv' using (column('modelled_s')):(column('measured_s')):(column('measured_error_s')) with table if (strcol('part') eq 'hosts' && strcol('scheme') eq 'DSC' && strcol('setting') eq 'default')
unset table

set table $panel7_series5 separator tab
plot 'dsc-fig05-timing.tsv' using (column('modelled_s')):(column('modelled_s')) with table if (strcol('part') eq 'hosts' && strcol('setting') eq 'default')
unset table

set table $panel8_series1 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'measured' && strcol('stage') eq 'sending the model')
unset table

set table $panel8_series2 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'modelled' && strcol('stage') eq 'sending the model')
unset table

set table $panel8_series3 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'measured' && strcol('stage') eq 'waiting for workers')
unset table

set table $panel8_series4 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'modelled' && strcol('stage') eq 'waiting for workers')
unset table

set table $panel8_series5 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'measured' && strcol('stage') eq 'server')
unset table

set table $panel8_series6 separator tab
plot 'dsc-fig05-timing.tsv' using (column('start_ms')):(column('lane')):(column('end_ms')) with table if (strcol('part') eq 'modelled' && strcol('stage') eq 'server')
unset table

set datafile nocolumnheaders

set multiplot layout 4,2 title "{/*1.15 Delay that coding adds to a round, from measured times of this code (MLP, one core)}\n{/*0.8 dsc-fig05-timing · profile default · seed 1}"

set title 'One uplink, this decoder: steady to 7.6 Mbit/s' noenhanced
set xlabel 'workers K' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:1000.0]
set ylabel 'extra delay (s)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.0001:10000.0]
set key on inside top left vertical
plot $panel1_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title '1 Mbit/s', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title '10 Mbit/s', \
     $panel1_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title '100 Mbit/s', \
     $panel1_series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title '1 Gbit/s', \
     $panel1_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" title '10 Gbit/s', \
     $panel1_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'scales with K from here'

set title 'One uplink, hardware decoder: steady to 371 Mbit/s' noenhanced
set xlabel 'workers K' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:1000.0]
set ylabel 'extra delay (s)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.0001:10000.0]
set key on inside top left vertical
plot $panel2_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title '1 Mbit/s', \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title '10 Mbit/s', \
     $panel2_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title '100 Mbit/s', \
     $panel2_series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title '1 Gbit/s', \
     $panel2_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" title '10 Gbit/s', \
     $panel2_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'scales with K from here'

set title 'A link for each worker, this decoder' noenhanced
set xlabel 'workers K' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [1.0:1000.0]
set ylabel 'extra delay (s)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.0001:10000.0]
set key on inside top left vertical
plot $panel3_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title '1 Mbit/s', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title '10 Mbit/s', \
     $panel3_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title '100 Mbit/s', \
     $panel3_series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title '1 Gbit/s', \
     $panel3_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" title '10 Gbit/s', \
     $panel3_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'scales with K from here'

set title 'DSC sooner up to 10 Mbit/s (K = 1000)' noenhanced
set xlabel 'link (Mbit/s)' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'delay, one uplink, this decoder (s)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.001:100000.0]
set key on inside top right vertical
plot $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'K = 10, uncoded', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'K = 10, DSC', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'K = 100, uncoded', \
     $panel4_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'K = 100, DSC', \
     $panel4_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'K = 1000, uncoded', \
     $panel4_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'K = 1000, DSC'

set title 'One round, this decoder, links of 100 Mbit/s' noenhanced
set xlabel 'time (ms); coding is hatched' noenhanced
unset logscale x
set format x '%g'
set xrange [51.254834419398996:147.02963720400675]
set ylabel '' noenhanced
unset logscale y
set format y '%g'
set yrange [-0.6:7.6]
set ytics ('server' 0, 'uplink' 1, 'worker 5' 2, 'worker 4' 3, 'worker 3' 4, 'worker 2' 5, 'worker 1' 6, 'downlink' 7)
set key on below horizontal height 1
plot $panel5_series1 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#0072b2" fillstyle solid border linecolor rgb "#ffffff" title 'broadcast', \
     $panel5_series2 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#d55e00" fillstyle solid border linecolor rgb "#ffffff" title 'gradient', \
     $panel5_series3 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#009e73" fillstyle pattern 4 border title 'mean square', \
     $panel5_series4 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#cc79a7" fillstyle solid border linecolor rgb "#ffffff" title 'quantize', \
     $panel5_series5 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#e69f00" fillstyle pattern 4 border title 'encode', \
     $panel5_series6 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#56b4e9" fillstyle solid border linecolor rgb "#ffffff" title 'transmit', \
     $panel5_series7 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#000000" fillstyle pattern 4 border title 'ratios', \
     $panel5_series8 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#a08c00" fillstyle pattern 4 border title 'decode', \
     $panel5_series9 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#0072b2" fillstyle solid border linecolor rgb "#ffffff" title 'update'
set ytics autofreq

set title 'One round, hardware decoder, links of 100 Mbit/s' noenhanced
set xlabel 'time (ms); coding is hatched' noenhanced
unset logscale x
set format x '%g'
set xrange [61.85782519787503:76.3430320141665]
set ylabel '' noenhanced
unset logscale y
set format y '%g'
set yrange [-0.6:7.6]
set ytics ('server' 0, 'uplink' 1, 'worker 5' 2, 'worker 4' 3, 'worker 3' 4, 'worker 2' 5, 'worker 1' 6, 'downlink' 7)
set key on below horizontal height 1
plot $panel6_series1 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#0072b2" fillstyle solid border linecolor rgb "#ffffff" title 'broadcast', \
     $panel6_series2 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#d55e00" fillstyle solid border linecolor rgb "#ffffff" title 'gradient', \
     $panel6_series3 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#009e73" fillstyle pattern 4 border title 'mean square', \
     $panel6_series4 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#cc79a7" fillstyle solid border linecolor rgb "#ffffff" title 'quantize', \
     $panel6_series5 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#e69f00" fillstyle pattern 4 border title 'encode', \
     $panel6_series6 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#56b4e9" fillstyle solid border linecolor rgb "#ffffff" title 'transmit', \
     $panel6_series7 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#000000" fillstyle pattern 4 border title 'ratios', \
     $panel6_series8 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#a08c00" fillstyle pattern 4 border title 'decode', \
     $panel6_series9 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#0072b2" fillstyle solid border linecolor rgb "#ffffff" title 'update'
set ytics autofreq

set title '4 hosts (network namespaces), 100 Mbit/s, 20 ms one way' noenhanced
set xlabel 'round by the model (s)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:0.783321]
set ylabel 'round measured (s)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:0.783321]
set key on inside bottom right vertical
plot $panel7_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title '32-bit floats', \
     $panel7_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'SignSGD', \
     $panel7_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'CO3 fp4', \
     $panel7_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'DSC', \
     $panel7_series5 using 1:2 with lines linewidth 2 linecolor rgb "#000000" dashtype 2 title 'as the model says', \
     $panel7_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel7_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel7_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel7_series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle

set title 'The same rounds as the server sees them' noenhanced
set xlabel 'time (ms); the model is hatched' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel '' noenhanced
unset logscale y
set format y '%g'
set yrange [-0.6:7.6]
set ytics ('by the model' 0, '32-bit floats' 1, 'by the model' 2, 'SignSGD' 3, 'by the model' 4, 'CO3 fp4' 5, 'by the model' 6, 'DSC' 7)
set key on below horizontal height 1
plot $panel8_series1 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#0072b2" fillstyle solid border linecolor rgb "#ffffff" title 'sending the model', \
     $panel8_series2 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#0072b2" fillstyle pattern 4 border notitle, \
     $panel8_series3 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#d55e00" fillstyle solid border linecolor rgb "#ffffff" title 'waiting for workers', \
     $panel8_series4 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#d55e00" fillstyle pattern 4 border notitle, \
     $panel8_series5 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#009e73" fillstyle solid border linecolor rgb "#ffffff" title 'server', \
     $panel8_series6 using 1:2:1:3:($2-0.4):($2+0.4) with boxxyerror linecolor rgb "#009e73" fillstyle pattern 4 border notitle
set ytics autofreq

unset multiplot
set output
