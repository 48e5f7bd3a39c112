# Rate of each worker, one-bit quantization
# dsc-fig09-one-bit-rates · profile default · seed 1
# Draws dsc-fig09-one-bit-rates.png from dsc-fig09-one-bit-rates.tsv; run it in this folder: gnuplot dsc-fig09-one-bit-rates.gp
set terminal pngcairo size 1200,720 font "DejaVu Sans,15" linewidth 1.2
set output 'dsc-fig09-one-bit-rates.png'

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
plot 'dsc-fig09-one-bit-rates.tsv' using (column('ratio')):(column('rate_bit')) with table if (strcol('worker') eq '1')
unset table

set table $series2 separator tab
plot 'dsc-fig09-one-bit-rates.tsv' using (column('ratio')):(column('rate_bit')) with table if (strcol('worker') eq '2')
unset table

set table $series3 separator tab
plot 'dsc-fig09-one-bit-rates.tsv' using (column('ratio')):(column('rate_bit')) with table if (strcol('worker') eq '3')
unset table

set table $series4 separator tab
plot 'dsc-fig09-one-bit-rates.tsv' using (column('ratio')):(column('rate_bit')) with table if (strcol('worker') eq '4')
unset table

set table $series5 separator tab
plot 'dsc-fig09-one-bit-rates.tsv' using (column('ratio')):(column('rate_bit')) with table if (strcol('worker') eq '5')
unset table

set datafile nocolumnheaders

set multiplot layout 1,1 title "{/*1.15 Rate of each worker, one-bit quantization}\n{/*0.8 dsc-fig09-one-bit-rates · profile default · seed 1}"

unset title
set xlabel 'ratio of variances σ_X²/σ_N²' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'rate (bits/element)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:1.05]
set key on inside bottom left vertical
plot $series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'worker 1', \
     $series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'worker 2', \
     $series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'worker 3', \
     $series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" dashtype 2 title 'worker 4', \
     $series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" title 'worker 5'

unset multiplot
set output
