# Compression gain of one worker's message, beside the paper's
# thesis-tab3-3-gains · MNIST and CIFAR-10, JPEG copy · profile default · seed 1
# Draws thesis-tab3-3-gains.png from thesis-tab3-3-gains.tsv; run it in this folder: gnuplot thesis-tab3-3-gains.gp
set terminal pngcairo size 1200,1600 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-tab3-3-gains.png'

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
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel1_series2 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel1_series3 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('mixed_gain')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel1_series4 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('entropy_gain')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points and zero')
unset table

set table $panel1_series5 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'dithered')
unset table

set table $panel1_series6 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq '1-bit quantization' && strcol('variant') eq '-')
unset table

set table $panel1_series7 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq '1-bit quantization' && strcol('variant') eq '-')
unset table

set table $panel1_series8 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'TernGrad or 1-bit QSGD' && strcol('variant') eq '-')
unset table

set table $panel1_series9 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'TernGrad or 1-bit QSGD' && strcol('variant') eq '-')
unset table

set table $panel2_series1 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel2_series2 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel2_series3 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('mixed_gain')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel2_series4 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('entropy_gain')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points and zero')
unset table

set table $panel2_series5 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'dithered')
unset table

set table $panel2_series6 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq '1-bit quantization' && strcol('variant') eq '-')
unset table

set table $panel2_series7 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq '1-bit quantization' && strcol('variant') eq '-')
unset table

set table $panel2_series8 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'TernGrad or 1-bit QSGD' && strcol('variant') eq '-')
unset table

set table $panel2_series9 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'TernGrad or 1-bit QSGD' && strcol('variant') eq '-')
unset table

set table $panel3_series1 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel3_series2 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel3_series3 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('mixed_gain')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel3_series4 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('entropy_gain')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points and zero')
unset table

set table $panel3_series5 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'dithered')
unset table

set table $panel3_series6 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq '1-bit quantization' && strcol('variant') eq '-')
unset table

set table $panel3_series7 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq '1-bit quantization' && strcol('variant') eq '-')
unset table

set table $panel3_series8 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'TernGrad or 1-bit QSGD' && strcol('variant') eq '-')
unset table

set table $panel3_series9 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'TernGrad or 1-bit QSGD' && strcol('variant') eq '-')
unset table

set table $panel4_series1 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel4_series2 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel4_series3 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('mixed_gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel4_series4 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('entropy_gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'points and zero')
unset table

set table $panel4_series5 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq '1-bit ISGQ' && strcol('variant') eq 'dithered')
unset table

set table $panel4_series6 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq '1-bit quantization' && strcol('variant') eq '-')
unset table

set table $panel4_series7 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq '1-bit quantization' && strcol('variant') eq '-')
unset table

set table $panel4_series8 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq 'TernGrad or 1-bit QSGD' && strcol('variant') eq '-')
unset table

set table $panel4_series9 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq 'TernGrad or 1-bit QSGD' && strcol('variant') eq '-')
unset table

set table $panel4_series10 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('paper_gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq '2-bits ISGQ' && strcol('variant') eq 'points')
unset table

set table $panel4_series11 separator tab
plot 'thesis-tab3-3-gains.tsv' using (column('batch')):(column('gain')) with table if (strcol('model') eq 'AlexNet' && strcol('scheme') eq '2-bits ISGQ' && strcol('variant') eq 'dithered')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Compression gain of one worker's message, beside the paper's}\n{/*0.8 thesis-tab3-3-gains · MNIST and CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'FC' noenhanced
set xlabel 'batch L' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'compression gain' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [10.0:10000.0]
set key on inside top right vertical
plot $panel1_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title '1-bit ISGQ, paper', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'two points, words', \
     $panel1_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'two points, coder, rest in words', \
     $panel1_series4 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'two points and zero, entropy', \
     $panel1_series5 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title 'dithered, words', \
     $panel1_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'signs in columns, paper', \
     $panel1_series7 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" dashtype 2 title 'signs in columns', \
     $panel1_series8 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'three levels, paper', \
     $panel1_series9 using 1:2 with lines linewidth 2 linecolor rgb "#56b4e9" dashtype 2 title 'three levels'

set title 'LeNet' noenhanced
set xlabel 'batch L' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'compression gain' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [10.0:*]
set key on inside top right vertical
plot $panel2_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" notitle, \
     $panel2_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 notitle, \
     $panel2_series4 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" notitle, \
     $panel2_series5 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 notitle, \
     $panel2_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle, \
     $panel2_series7 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" dashtype 2 notitle, \
     $panel2_series8 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" notitle, \
     $panel2_series9 using 1:2 with lines linewidth 2 linecolor rgb "#56b4e9" dashtype 2 notitle

set title 'CifarNet' noenhanced
set xlabel 'batch L' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'compression gain' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [10.0:*]
set key on inside top right vertical
plot $panel3_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" notitle, \
     $panel3_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 notitle, \
     $panel3_series4 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" notitle, \
     $panel3_series5 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 notitle, \
     $panel3_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle, \
     $panel3_series7 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" dashtype 2 notitle, \
     $panel3_series8 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" notitle, \
     $panel3_series9 using 1:2 with lines linewidth 2 linecolor rgb "#56b4e9" dashtype 2 notitle

set title 'AlexNet' noenhanced
set xlabel 'batch L' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'compression gain' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [10.0:*]
set key on inside top right vertical
plot $panel4_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel4_series2 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" notitle, \
     $panel4_series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 notitle, \
     $panel4_series4 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" notitle, \
     $panel4_series5 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 notitle, \
     $panel4_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle, \
     $panel4_series7 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" dashtype 2 notitle, \
     $panel4_series8 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" notitle, \
     $panel4_series9 using 1:2 with lines linewidth 2 linecolor rgb "#56b4e9" dashtype 2 notitle, \
     $panel4_series10 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title '2-bits ISGQ, paper', \
     $panel4_series11 using 1:2 with lines linewidth 2 linecolor rgb "#000000" dashtype 2 title '2 bits, dithered, words'

unset multiplot
set output
