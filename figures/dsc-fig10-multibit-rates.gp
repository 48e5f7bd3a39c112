# Entropy coding and Slepian-Wolf coding of bit planes, uniform quantization
# dsc-fig10-multibit-rates · profile default · seed 1
# Draws dsc-fig10-multibit-rates.png from dsc-fig10-multibit-rates.tsv; run it in this folder: gnuplot dsc-fig10-multibit-rates.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,15" linewidth 1.2
set output 'dsc-fig10-multibit-rates.png'

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
plot 'dsc-fig10-multibit-rates.tsv' using (column('bits')):(column('entropy_bit')) with table
unset table

set table $panel1_series2 separator tab
plot 'dsc-fig10-multibit-rates.tsv' using (column('bits')):(column('slepian_wolf_bit')) with table
unset table

set table $panel2_series1 separator tab
plot 'dsc-fig10-multibit-rates.tsv' using (column('bits')):(column('relative_reduction')) with table
unset table

set datafile nocolumnheaders

set multiplot layout 1,2 title "{/*1.15 Entropy coding and Slepian-Wolf coding of bit planes, uniform quantization}\n{/*0.8 dsc-fig10-multibit-rates · profile default · seed 1}"

unset title
set xlabel 'quantization bits m' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'rate (bits/element)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside top left vertical
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'entropy coding', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'Slepian-Wolf coding'

unset title
set xlabel 'quantization bits m' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'relative reduction' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:1.0]
unset key
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle

unset multiplot
set output
