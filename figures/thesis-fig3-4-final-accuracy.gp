# Final accuracy with indirect quantization by the number of workers
# thesis-fig3-4-final-accuracy · MNIST · profile default · seed 1
# Draws thesis-fig3-4-final-accuracy.png from thesis-fig3-4-final-accuracy.tsv; run it in this folder: gnuplot thesis-fig3-4-final-accuracy.gp
set terminal pngcairo size 1200,720 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig3-4-final-accuracy.png'

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
plot 'thesis-fig3-4-final-accuracy.tsv' using (column('workers')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'baseline')
unset table

set table $series2 separator tab
plot 'thesis-fig3-4-final-accuracy.tsv' using (column('workers')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'least-error ISGQ, 2 x 2 levels')
unset table

set table $series3 separator tab
plot 'thesis-fig3-4-final-accuracy.tsv' using (column('workers')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'least-error ISGQ, 4 x 4 levels')
unset table

set datafile nocolumnheaders

set multiplot layout 1,1 title "{/*1.15 Final accuracy with indirect quantization by the number of workers}\n{/*0.8 thesis-fig3-4-final-accuracy · MNIST · profile default · seed 1}"

unset title
set xlabel 'workers' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.8:20.0]
set ylabel 'test accuracy after training (mean ± sd)' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on inside bottom left vertical
plot $series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline', \
     $series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'least-error ISGQ, 2 x 2 levels', \
     $series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'least-error ISGQ, 4 x 4 levels', \
     $series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle

unset multiplot
set output
