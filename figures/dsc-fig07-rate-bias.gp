# Mean of the estimated rate of the last worker, one-bit quantization
# dsc-fig07-rate-bias · profile default · seed 1
# Draws dsc-fig07-rate-bias.png from dsc-fig07-rate-bias.tsv; run it in this folder: gnuplot dsc-fig07-rate-bias.gp
set terminal pngcairo size 1200,720 font "DejaVu Sans,15" linewidth 1.2
set output 'dsc-fig07-rate-bias.png'

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
plot 'dsc-fig07-rate-bias.tsv' using (column('samples')):(column('exact_bit')) with table
unset table

set table $series2 separator tab
plot 'dsc-fig07-rate-bias.tsv' using (column('samples')):(column('semianalytical_mean_bit')):(column('semianalytical_se_bit')) with table
unset table

set table $series3 separator tab
plot 'dsc-fig07-rate-bias.tsv' using (column('samples')):(column('traditional_mean_bit')):(column('traditional_se_bit')) with table
unset table

set table $series4 separator tab
plot 'dsc-fig07-rate-bias.tsv' using (column('samples')):(column('semianalytical_100_mean_bit')):(column('semianalytical_100_se_bit')) with table
unset table

set datafile nocolumnheaders

set multiplot layout 1,1 title "{/*1.15 Mean of the estimated rate of the last worker, one-bit quantization}\n{/*0.8 dsc-fig07-rate-bias · profile default · seed 1}"

unset title
set xlabel 'samples L in a simulation' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.8:*]
set ylabel 'mean rate (bits/element) ± standard error' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside bottom right vertical
plot $series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" dashtype 2 title 'exact', \
     $series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'semi-analytical', \
     $series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'traditional', \
     $series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'semi-analytical, 100 simulations', \
     $series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle

unset multiplot
set output
