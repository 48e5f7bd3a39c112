# Bits of a worker in a round, both directions, FC-300-100, 200 pictures divided among the workers
# thesis-tab2-2-dsc-bits · MNIST · profile default · seed 1
# Draws thesis-tab2-2-dsc-bits.png from thesis-tab2-2-dsc-bits.tsv; run it in this folder: gnuplot thesis-tab2-2-dsc-bits.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,12" linewidth 1.2
set output 'thesis-tab2-2-dsc-bits.png'

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
plot 'thesis-tab2-2-dsc-bits.tsv' using (column('place')):(column('kbit')):(column('kbit_standard_error')) with table if (strcol('workers') eq '4')
unset table

set table $panel1_series2 separator tab
plot 'thesis-tab2-2-dsc-bits.tsv' using (column('paper_place')):(column('paper_kbit')) with table if (strcol('workers') eq '4')
unset table

set table $panel2_series1 separator tab
plot 'thesis-tab2-2-dsc-bits.tsv' using (column('place')):(column('kbit')):(column('kbit_standard_error')) with table if (strcol('workers') eq '8')
unset table

set table $panel2_series2 separator tab
plot 'thesis-tab2-2-dsc-bits.tsv' using (column('paper_place')):(column('paper_kbit')) with table if (strcol('workers') eq '8')
unset table

set table $panel3_series1 separator tab
plot 'thesis-tab2-2-dsc-bits.tsv' using (column('place')):(column('kbit')):(column('kbit_standard_error')) with table if (strcol('workers') eq '16')
unset table

set table $panel3_series2 separator tab
plot 'thesis-tab2-2-dsc-bits.tsv' using (column('paper_place')):(column('paper_kbit')) with table if (strcol('workers') eq '16')
unset table

set datafile nocolumnheaders

set multiplot layout 1,3 title "{/*1.15 Bits of a worker in a round, both directions, FC-300-100, 200 pictures divided among the workers}\n{/*0.8 thesis-tab2-2-dsc-bits · MNIST · profile default · seed 1}"

set title '4 workers' noenhanced
set xlabel 'scheme' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:4.5]
set xtics ('DSC' 0, 'nested' 1, 'QSG' 2, 'one-bit' 3, 'least' 4)
set ylabel 'kbit a round and worker' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:500.0]
set key on inside bottom right vertical
plot $panel1_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'measured', \
     $panel1_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'paper', \
     $panel1_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle
set xtics autofreq

set title '8 workers' noenhanced
set xlabel 'scheme' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:4.5]
set xtics ('DSC' 0, 'nested' 1, 'QSG' 2, 'one-bit' 3, 'least' 4)
set ylabel 'kbit a round and worker' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:500.0]
unset key
plot $panel2_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'measured', \
     $panel2_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'paper', \
     $panel2_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle
set xtics autofreq

set title '16 workers' noenhanced
set xlabel 'scheme' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:4.5]
set xtics ('DSC' 0, 'nested' 1, 'QSG' 2, 'one-bit' 3, 'least' 4)
set ylabel 'kbit a round and worker' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:500.0]
unset key
plot $panel3_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'measured', \
     $panel3_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'paper', \
     $panel3_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle
set xtics autofreq

unset multiplot
set output
