# Test accuracy of SignSGD over epochs, uncoded, coded exactly and coded as printed
# dsc-fig11-accuracy · MNIST and CIFAR-10, JPEG copy · profile default · seed 1
# Draws dsc-fig11-accuracy.png from dsc-fig11-accuracy.tsv; run it in this folder: gnuplot dsc-fig11-accuracy.gp
set terminal pngcairo size 1200,1120 font "DejaVu Sans,15" linewidth 1.2
set output 'dsc-fig11-accuracy.png'

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
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'uncoded')
unset table

set table $panel1_series2 separator tab
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'DSC, exact: the same training')
unset table

set table $panel1_series3 separator tab
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'DSC as printed, wrong bits')
unset table

set table $panel2_series1 separator tab
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'uncoded')
unset table

set table $panel2_series2 separator tab
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'DSC, exact: the same training')
unset table

set table $panel3_series1 separator tab
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'uncoded')
unset table

set table $panel3_series2 separator tab
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'DSC, exact: the same training')
unset table

set table $panel3_series3 separator tab
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'DSC as printed, wrong bits')
unset table

set table $panel4_series1 separator tab
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'uncoded')
unset table

set table $panel4_series2 separator tab
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'DSC, exact: the same training')
unset table

set table $panel4_series3 separator tab
plot 'dsc-fig11-accuracy.tsv' using (column('epoch')):(column('accuracy')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'DSC as printed, wrong bits')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Test accuracy of SignSGD over epochs, uncoded, coded exactly and coded as printed}\n{/*0.8 dsc-fig11-accuracy · MNIST and CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'MLP' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside bottom right vertical
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel1_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'DSC, exact: the same training', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'DSC as printed, wrong bits'

set title 'MLP, pixels in [0, 1]' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside bottom right vertical
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel2_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'DSC, exact: the same training'

set title 'ResNet-20' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside bottom right vertical
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel3_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'DSC, exact: the same training', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'DSC as printed, wrong bits'

set title 'ResNet-56' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside bottom right vertical
plot $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel4_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'DSC, exact: the same training', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'DSC as printed, wrong bits'

unset multiplot
set output
