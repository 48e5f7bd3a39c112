# Accuracy with DQSG+DSC, 200 pictures a round divided among the workers
# thesis-fig2-4-dsc-convergence · MNIST · profile default · seed 1
# Draws thesis-fig2-4-dsc-convergence.png from thesis-fig2-4-dsc-convergence.tsv; run it in this folder: gnuplot thesis-fig2-4-dsc-convergence.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig2-4-dsc-convergence.png'

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
plot 'thesis-fig2-4-dsc-convergence.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_sd')) with table if (strcol('model') eq 'FC-300-100' && strcol('scheme') eq 'baseline' && strcol('rule') eq 'SGD')
unset table

set table $series2 separator tab
plot 'thesis-fig2-4-dsc-convergence.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_sd')) with table if (strcol('model') eq 'FC-300-100' && strcol('scheme') eq 'DQSG+DSC' && strcol('rule') eq 'SGD')
unset table

set datafile nocolumnheaders

set multiplot layout 1,1 title "{/*1.15 Accuracy with DQSG+DSC, 200 pictures a round divided among the workers}\n{/*0.8 thesis-fig2-4-dsc-convergence · MNIST · profile default · seed 1}"

set title 'FC-300-100, 4 workers, SGD' noenhanced
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
     $series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline', \
     $series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'DQSG+DSC'

unset multiplot
set output
