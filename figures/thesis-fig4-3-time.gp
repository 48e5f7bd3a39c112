# Processor time of one thread to compute and compress the gradients of 100 batches
# thesis-fig4-3-time · profile default · seed 1
# Draws thesis-fig4-3-time.png from thesis-fig4-3-time.tsv; run it in this folder: gnuplot thesis-fig4-3-time.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,12" linewidth 1.2
set output 'thesis-fig4-3-time.png'

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
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'baseline')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'qsgd')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'qcs')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'top-k')
unset table

set table $panel1_series5 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'eden')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'baseline')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'qsgd')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'qcs')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'top-k')
unset table

set table $panel2_series5 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'eden')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'baseline')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'qsgd')
unset table

set table $panel3_series3 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'qcs')
unset table

set table $panel3_series4 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'top-k')
unset table

set table $panel3_series5 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('total_seconds_measured')):(column('least_seconds_measured')):(column('greatest_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'eden')
unset table

set table $panel4_series1 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'qsgd')
unset table

set table $panel4_series2 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'qcs')
unset table

set table $panel4_series3 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'top-k')
unset table

set table $panel4_series4 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'eden')
unset table

set table $panel5_series1 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'qsgd')
unset table

set table $panel5_series2 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'qcs')
unset table

set table $panel5_series3 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'top-k')
unset table

set table $panel5_series4 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'eden')
unset table

set table $panel6_series1 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'qsgd')
unset table

set table $panel6_series2 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'qcs')
unset table

set table $panel6_series3 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'top-k')
unset table

set table $panel6_series4 separator tab
plot 'thesis-fig4-3-time.tsv' using (column('batch')):(column('compression_share_of_gradient_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'eden')
unset table

set datafile nocolumnheaders

set multiplot layout 2,3 title "{/*1.15 Processor time of one thread to compute and compress the gradients of 100 batches}\n{/*0.8 thesis-fig4-3-time · profile default · seed 1}"

set title 'FC' noenhanced
set xlabel 'batch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'seconds for 100 batches' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside top left vertical
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradient alone', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QSGD, gain 20', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS, gain 32', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'Top-K, gain 32', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'EDEN, gain 32', \
     $panel1_series1 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series2 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel1_series3 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel1_series4 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel1_series5 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

set title 'LeNet' noenhanced
set xlabel 'batch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'seconds for 100 batches' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
unset key
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradient alone', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QSGD, gain 20', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS, gain 32', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'Top-K, gain 32', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'EDEN, gain 32', \
     $panel2_series1 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel2_series3 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel2_series4 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel2_series5 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

set title 'CifarNet' noenhanced
set xlabel 'batch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'seconds for 100 batches' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
unset key
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'gradient alone', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QSGD, gain 20', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS, gain 32', \
     $panel3_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'Top-K, gain 32', \
     $panel3_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'EDEN, gain 32', \
     $panel3_series1 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel3_series2 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel3_series3 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel3_series4 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel3_series5 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

set title 'FC' noenhanced
set xlabel 'batch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'compression / gradient' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.02:5.0]
unset key
plot $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QSGD, gain 20', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS, gain 32', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'Top-K, gain 32', \
     $panel4_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'EDEN, gain 32'

set title 'LeNet' noenhanced
set xlabel 'batch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'compression / gradient' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.02:5.0]
unset key
plot $panel5_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QSGD, gain 20', \
     $panel5_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS, gain 32', \
     $panel5_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'Top-K, gain 32', \
     $panel5_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'EDEN, gain 32'

set title 'CifarNet' noenhanced
set xlabel 'batch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'compression / gradient' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.02:5.0]
unset key
plot $panel6_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QSGD, gain 20', \
     $panel6_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS, gain 32', \
     $panel6_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'Top-K, gain 32', \
     $panel6_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'EDEN, gain 32'

unset multiplot
set output
