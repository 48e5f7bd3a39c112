# Rates of the bit planes, 1 the least significant, six-bit uniform quantization
# dsc-tab1-bit-planes · profile default · seed 1
# Draws dsc-tab1-bit-planes.png from dsc-tab1-bit-planes.tsv; run it in this folder: gnuplot dsc-tab1-bit-planes.gp
set terminal pngcairo size 1200,720 font "DejaVu Sans,15" linewidth 1.2
set output 'dsc-tab1-bit-planes.png'

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
plot 'dsc-tab1-bit-planes.tsv' using (column('plane')):(column('rate_bit')) with table if (strcol('worker') eq '1')
unset table

set table $series2 separator tab
plot 'dsc-tab1-bit-planes.tsv' using (column('plane')):(column('paper_bit')) with table if (strcol('worker') eq '1')
unset table

set table $series3 separator tab
plot 'dsc-tab1-bit-planes.tsv' using (column('plane')):(column('rate_bit')) with table if (strcol('worker') eq '2')
unset table

set table $series4 separator tab
plot 'dsc-tab1-bit-planes.tsv' using (column('plane')):(column('paper_bit')) with table if (strcol('worker') eq '2')
unset table

set table $series5 separator tab
plot 'dsc-tab1-bit-planes.tsv' using (column('plane')):(column('rate_bit')) with table if (strcol('worker') eq '3')
unset table

set table $series6 separator tab
plot 'dsc-tab1-bit-planes.tsv' using (column('plane')):(column('paper_bit')) with table if (strcol('worker') eq '3')
unset table

set datafile nocolumnheaders

set multiplot layout 1,1 title "{/*1.15 Rates of the bit planes, 1 the least significant, six-bit uniform quantization}\n{/*0.8 dsc-tab1-bit-planes · profile default · seed 1}"

unset title
set xlabel 'bit plane' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:6.2]
set ylabel 'rate (bits/element)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:1.05]
set key on inside bottom left vertical
plot $series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'worker 1', \
     $series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'worker 1, paper', \
     $series3 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'worker 2', \
     $series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'worker 2, paper', \
     $series5 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'worker 3', \
     $series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'worker 3, paper'

unset multiplot
set output
