# Resident memory over the rounds of training, codecs in turn
# reliability-soak · profile default · seed 1
# Draws reliability-soak.png from reliability-soak.tsv; run it in this folder: gnuplot reliability-soak.gp
set terminal pngcairo size 1200,720 font "DejaVu Sans,15" linewidth 1.2
set output 'reliability-soak.png'

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
plot 'reliability-soak.tsv' using (column('round')):(column('memory_mega_bytes_measured')) with table if (strcol('codec') eq 'uncoded')
unset table

set table $series2 separator tab
plot 'reliability-soak.tsv' using (column('round')):(column('memory_mega_bytes_measured')) with table if (strcol('codec') eq 'signs-history')
unset table

set table $series3 separator tab
plot 'reliability-soak.tsv' using (column('round')):(column('memory_mega_bytes_measured')) with table if (strcol('codec') eq 'co3-fp4')
unset table

set table $series4 separator tab
plot 'reliability-soak.tsv' using (column('round')):(column('memory_mega_bytes_measured')) with table if (strcol('codec') eq 'qcs-feedback')
unset table

set table $series5 separator tab
plot 'reliability-soak.tsv' using (column('round')):(column('memory_mega_bytes_measured')) with table if (strcol('codec') eq 'dsc')
unset table

set table $series6 separator tab
plot 'reliability-soak.tsv' using (column('round')):(column('memory_mega_bytes_measured')) with table if (strcol('codec') eq 'control')
unset table

set datafile nocolumnheaders

set multiplot layout 1,1 title "{/*1.15 Resident memory over the rounds of training, codecs in turn}\n{/*0.8 reliability-soak · profile default · seed 1}"

unset title
set xlabel 'round' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'memory of the process (MB)' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [5.0:10000.0]
set key on inside top left vertical
plot $series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'uncoded: 1.9 ± 0.61 bytes a round', \
     $series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'signs-history: 0.83 ± 0.56 bytes a round', \
     $series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'co3-fp4: 0.07 ± 0.62 bytes a round', \
     $series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" title 'qcs-feedback: -0.06 ± 0.22 bytes a round', \
     $series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" title 'dsc: -310.0 ± 140.0 bytes a round', \
     $series6 using 1:2 with lines linewidth 2 linecolor rgb "#56b4e9" dashtype 2 title 'uncoded, 1024 bytes a round kept on purpose: 1100.0 ± 2.3 bytes a round'

unset multiplot
set output
