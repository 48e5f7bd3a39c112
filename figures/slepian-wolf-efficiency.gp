# Rate over conditional entropy: at a block error rate of 0.01, and with repair
# slepian-wolf-efficiency · profile default · seed 1
# Draws slepian-wolf-efficiency.png from slepian-wolf-efficiency.tsv; run it in this folder: gnuplot slepian-wolf-efficiency.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,15" linewidth 1.2
set output 'slepian-wolf-efficiency.png'

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
plot 'slepian-wolf-efficiency.tsv' using (column('entropy_bit')):(column('f')) with table if (strcol('scheme') eq 'one-shot' && strcol('block_length') eq '2400')
unset table

set table $panel1_series2 separator tab
plot 'slepian-wolf-efficiency.tsv' using (column('entropy_bit')):(column('f')) with table if (strcol('scheme') eq 'one-shot' && strcol('block_length') eq '64800')
unset table

set table $panel1_series3 separator tab
plot 'slepian-wolf-efficiency.tsv' using (column('entropy_bit')):(column('normal_approximation_f')) with table if (strcol('scheme') eq 'one-shot' && strcol('block_length') eq '2400')
unset table

set table $panel1_series4 separator tab
plot 'slepian-wolf-efficiency.tsv' using (column('entropy_bit')):(column('normal_approximation_f')) with table if (strcol('scheme') eq 'one-shot' && strcol('block_length') eq '64800')
unset table

set table $panel1_series5 separator tab
plot 'slepian-wolf-efficiency.tsv' using (column('entropy_bit')):(column('f')) with table if (strcol('scheme') eq 'repair')
unset table

set table $panel1_series6 separator tab
plot 'slepian-wolf-efficiency.tsv' using (column('entropy_bit')):(column('f')) with table if (strcol('scheme') eq 'published')
unset table

set table $panel2_series1 separator tab
plot 'slepian-wolf-efficiency.tsv' using (column('entropy_bit')):(column('fer')):(column('fer_low')):(column('fer_high')) with table if (strcol('scheme') eq 'one-shot' && strcol('block_length') eq '2400')
unset table

set table $panel2_series2 separator tab
plot 'slepian-wolf-efficiency.tsv' using (column('entropy_bit')):(column('fer')):(column('fer_low')):(column('fer_high')) with table if (strcol('scheme') eq 'one-shot' && strcol('block_length') eq '64800')
unset table

set table $panel2_series3 separator tab
plot 'slepian-wolf-efficiency.tsv' using (column('entropy_bit')):(column('fer')) with table if (strcol('scheme') eq 'published')
unset table

set datafile nocolumnheaders

set multiplot layout 1,2 title "{/*1.15 Rate over conditional entropy: at a block error rate of 0.01, and with repair}\n{/*0.8 slepian-wolf-efficiency · profile default · seed 1}"

set title 'Rate over entropy' noenhanced
set xlabel 'conditional entropy H (bits/source bit)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:1.0]
set ylabel 'f = rate / H' noenhanced
unset logscale y
set format y '%g'
set yrange [1.0:*]
set key on below horizontal height 1
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'n = 2400', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'n = 64800', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'n = 2400, normal approximation', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'n = 64800, normal approximation', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'n = 2400, with repair, all counted', \
     $panel1_series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'published, n = 4096'

set title 'Block errors at that rate' noenhanced
set xlabel 'conditional entropy H (bits/source bit)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:1.0]
set ylabel 'block error rate (95 % intervals)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on below horizontal height 1
plot $panel2_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'n = 2400', \
     $panel2_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'n = 64800', \
     $panel2_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'published, n = 4096', \
     $panel2_series1 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle

unset multiplot
set output
