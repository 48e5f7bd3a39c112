# Processor time of one thread for 200 batches, beside the paper's
# thesis-tab3-1-time · profile default · seed 1
# Draws thesis-tab3-1-time.png from thesis-tab3-1-time.tsv; run it in this folder: gnuplot thesis-tab3-1-time.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-tab3-1-time.png'

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
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'baseline')
unset table

set table $panel1_series2 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'baseline')
unset table

set table $panel1_series3 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'qsgd')
unset table

set table $panel1_series4 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'qsgd')
unset table

set table $panel1_series5 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'd-isgq')
unset table

set table $panel1_series6 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'd-isgq')
unset table

set table $panel2_series1 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'baseline')
unset table

set table $panel2_series2 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'baseline')
unset table

set table $panel2_series3 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'qsgd')
unset table

set table $panel2_series4 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'qsgd')
unset table

set table $panel2_series5 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'd-isgq')
unset table

set table $panel2_series6 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'd-isgq')
unset table

set table $panel3_series1 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'baseline')
unset table

set table $panel3_series2 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'baseline')
unset table

set table $panel3_series3 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'qsgd')
unset table

set table $panel3_series4 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'qsgd')
unset table

set table $panel3_series5 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'd-isgq')
unset table

set table $panel3_series6 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'd-isgq')
unset table

set table $panel4_series1 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq 'baseline')
unset table

set table $panel4_series2 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq 'baseline')
unset table

set table $panel4_series3 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq 'qsgd')
unset table

set table $panel4_series4 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq 'qsgd')
unset table

set table $panel4_series5 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('relative_seconds_measured')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq 'd-isgq')
unset table

set table $panel4_series6 separator tab
plot 'thesis-tab3-1-time.tsv' using (column('batch')):(column('paper_relative')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq 'd-isgq')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Processor time of one thread for 200 batches, beside the paper's}\n{/*0.8 thesis-tab3-1-time · profile default · seed 1}"

set title 'FC' noenhanced
set xlabel 'batch L' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'time over that of the gradient alone' noenhanced
unset logscale y
set format y '%g'
set yrange [0.7:2.6]
set key on inside top right vertical
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline, paper', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'qsgd', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'qsgd, paper', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'd-isgq', \
     $panel1_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'd-isgq, paper'

set title 'LeNet' noenhanced
set xlabel 'batch L' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'time over that of the gradient alone' noenhanced
unset logscale y
set format y '%g'
set yrange [0.7:2.6]
unset key
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline, paper', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'qsgd', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'qsgd, paper', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'd-isgq', \
     $panel2_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'd-isgq, paper'

set title 'CifarNet' noenhanced
set xlabel 'batch L' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'time over that of the gradient alone' noenhanced
unset logscale y
set format y '%g'
set yrange [0.7:2.6]
unset key
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline, paper', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'qsgd', \
     $panel3_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'qsgd, paper', \
     $panel3_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'd-isgq', \
     $panel3_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'd-isgq, paper'

set title 'AlexNet' noenhanced
set xlabel 'batch L' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'time over that of the gradient alone' noenhanced
unset logscale y
set format y '%g'
set yrange [0.7:2.6]
unset key
plot $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'baseline', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline, paper', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'qsgd', \
     $panel4_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'qsgd, paper', \
     $panel4_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'd-isgq', \
     $panel4_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'd-isgq, paper'

unset multiplot
set output
