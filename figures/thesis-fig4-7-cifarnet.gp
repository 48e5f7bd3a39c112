# Accuracy of CifarNet with quantized compressive sampling
# thesis-fig4-7-cifarnet · CIFAR-10, JPEG copy · profile default · seed 1
# Draws thesis-fig4-7-cifarnet.png from thesis-fig4-7-cifarnet.tsv; run it in this folder: gnuplot thesis-fig4-7-cifarnet.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig4-7-cifarnet.png'

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

set table $series1 separator tab
plot 'thesis-fig4-7-cifarnet.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'baseline' && strcol('rule') eq 'Adam')
unset table

set table $series2 separator tab
plot 'thesis-fig4-7-cifarnet.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'QCS-1' && strcol('rule') eq 'Adam')
unset table

set table $series3 separator tab
plot 'thesis-fig4-7-cifarnet.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'QCS-2' && strcol('rule') eq 'Adam')
unset table

set table $series4 separator tab
plot 'thesis-fig4-7-cifarnet.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'QSG, 3 levels' && strcol('rule') eq 'Adam')
unset table

set table $series5 separator tab
plot 'thesis-fig4-7-cifarnet.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'EDEN, gain 32' && strcol('rule') eq 'Adam')
unset table

set table $series6 separator tab
plot 'thesis-fig4-7-cifarnet.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'CifarNet' && strcol('scheme') eq 'QCS-1 with weighted feedback' && strcol('rule') eq 'Adam')
unset table

set datafile nocolumnheaders

set multiplot layout 1,1 title "{/*1.15 Accuracy of CifarNet with quantized compressive sampling}\n{/*0.8 thesis-fig4-7-cifarnet · CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'CifarNet, 4 workers, Adam' noenhanced
set xlabel 'iteration' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on below horizontal height 1
plot $series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $series5 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $series6 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline', \
     $series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QCS-1', \
     $series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS-2', \
     $series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'QSG, 3 levels', \
     $series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'EDEN, gain 32', \
     $series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'QCS-1 with weighted feedback'

unset multiplot
set output
