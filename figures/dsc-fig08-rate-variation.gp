# Coefficient of variation of the estimated rates, one-bit quantization
# dsc-fig08-rate-variation · profile default · seed 1
# Draws dsc-fig08-rate-variation.png from dsc-fig08-rate-variation.tsv; run it in this folder: gnuplot dsc-fig08-rate-variation.gp
set terminal pngcairo size 1200,720 font "DejaVu Sans,15" linewidth 1.2
set output 'dsc-fig08-rate-variation.png'

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
plot 'dsc-fig08-rate-variation.tsv' using (column('worker')):(column('semianalytical_cv')):(column('semianalytical_cv_se')) with table
unset table

set table $series2 separator tab
plot 'dsc-fig08-rate-variation.tsv' using (column('worker')):(column('traditional_cv')):(column('traditional_cv_se')) with table
unset table

set datafile nocolumnheaders

set multiplot layout 1,1 title "{/*1.15 Coefficient of variation of the estimated rates, one-bit quantization}\n{/*0.8 dsc-fig08-rate-variation · profile default · seed 1}"

unset title
set xlabel 'worker k' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'coefficient of variation of the rate ± standard error' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside top left vertical
plot $series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'semi-analytical', \
     $series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'traditional', \
     $series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle

unset multiplot
set output
