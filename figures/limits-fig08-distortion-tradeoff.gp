# Iterations to a loss, mean sum rate and their product against quantization noise
# limits-fig08-distortion-tradeoff · MNIST · profile default · seed 1
# Draws limits-fig08-distortion-tradeoff.png from limits-fig08-distortion-tradeoff.tsv; run it in this folder: gnuplot limits-fig08-distortion-tradeoff.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,12" linewidth 1.2
set output 'limits-fig08-distortion-tradeoff.png'

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
plot 'limits-fig08-distortion-tradeoff.tsv' using (column('rho')):(column('iterations')):(column('iterations_sd')) with table
unset table

set table $panel2_series1 separator tab
plot 'limits-fig08-distortion-tradeoff.tsv' using (column('rho')):(column('mean_sum_rate_bit')):(column('mean_sum_rate_bit_sd')) with table
unset table

set table $panel3_series1 separator tab
plot 'limits-fig08-distortion-tradeoff.tsv' using (column('rho')):(column('total_bit')):(column('total_bit_sd')) with table
unset table

set datafile nocolumnheaders

set multiplot layout 1,3 title "{/*1.15 Iterations to a loss, mean sum rate and their product against quantization noise}\n{/*0.8 limits-fig08-distortion-tradeoff · MNIST · profile default · seed 1}"

set title 'none beyond where it fails' noenhanced
set xlabel 'ρ, quantization noise over gradient noise' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.1:*]
set ylabel 'iterations to the loss' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on inside top right vertical
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean ± sd of trainings', \
     $panel1_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle

set title 'all trainings' noenhanced
set xlabel 'ρ, quantization noise over gradient noise' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.1:*]
set ylabel 'mean sum rate (bits/element)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on inside top right vertical
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean ± sd of trainings', \
     $panel2_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle

set title 'their product' noenhanced
set xlabel 'ρ, quantization noise over gradient noise' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.1:*]
set ylabel 'total of all workers (bits)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on inside top right vertical
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'mean ± sd of trainings', \
     $panel3_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle

unset multiplot
set output
