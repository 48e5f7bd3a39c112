# Bits of a worker in a round, 200 pictures divided among 16 workers
# thesis-tab2-1-bits · MNIST and CIFAR-10, JPEG copy · profile default · seed 1
# Draws thesis-tab2-1-bits.png from thesis-tab2-1-bits.tsv; run it in this folder: gnuplot thesis-tab2-1-bits.gp
set terminal pngcairo size 1200,1340 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-tab2-1-bits.png'

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
plot 'thesis-tab2-1-bits.tsv' using (column('raw_place')):(column('raw_mbit')) with table if (strcol('model') eq 'FC-300-100')
unset table

set table $panel1_series2 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('paper_raw_place')):(column('paper_raw_mbit')) with table if (strcol('model') eq 'FC-300-100')
unset table

set table $panel1_series3 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('coded_place')):(column('coded_mbit')):(column('coded_mbit_sd')) with table if (strcol('model') eq 'FC-300-100')
unset table

set table $panel1_series4 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('paper_coded_place')):(column('paper_coded_mbit')) with table if (strcol('model') eq 'FC-300-100')
unset table

set table $panel2_series1 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('raw_place')):(column('raw_mbit')) with table if (strcol('model') eq 'LeNet')
unset table

set table $panel2_series2 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('paper_raw_place')):(column('paper_raw_mbit')) with table if (strcol('model') eq 'LeNet')
unset table

set table $panel2_series3 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('coded_place')):(column('coded_mbit')):(column('coded_mbit_sd')) with table if (strcol('model') eq 'LeNet')
unset table

set table $panel2_series4 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('paper_coded_place')):(column('paper_coded_mbit')) with table if (strcol('model') eq 'LeNet')
unset table

set table $panel3_series1 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('raw_place')):(column('raw_mbit')) with table if (strcol('model') eq 'CifarNet')
unset table

set table $panel3_series2 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('paper_raw_place')):(column('paper_raw_mbit')) with table if (strcol('model') eq 'CifarNet')
unset table

set table $panel3_series3 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('coded_place')):(column('coded_mbit')):(column('coded_mbit_sd')) with table if (strcol('model') eq 'CifarNet')
unset table

set table $panel3_series4 separator tab
plot 'thesis-tab2-1-bits.tsv' using (column('paper_coded_place')):(column('paper_coded_mbit')) with table if (strcol('model') eq 'CifarNet')
unset table

set datafile nocolumnheaders

set multiplot layout 3,1 title "{/*1.15 Bits of a worker in a round, 200 pictures divided among 16 workers}\n{/*0.8 thesis-tab2-1-bits · MNIST and CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'FC-300-100' noenhanced
set xlabel 'from the left: words, paper, coded, paper' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:4.5]
set xtics ('baseline' 0, 'nested' 1, 'qsg' 2, 'one-bit' 3, 'qsg-columns' 4)
set ylabel 'Mbit a round and worker' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.1:100.0]
set key on inside top right vertical
plot $panel1_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'words', \
     $panel1_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'words, paper', \
     $panel1_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'range coder', \
     $panel1_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'coded, paper', \
     $panel1_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle
set xtics autofreq

set title 'LeNet' noenhanced
set xlabel 'from the left: words, paper, coded, paper' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:4.5]
set xtics ('baseline' 0, 'nested' 1, 'qsg' 2, 'one-bit' 3, 'qsg-columns' 4)
set ylabel 'Mbit a round and worker' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.1:100.0]
unset key
plot $panel2_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'words', \
     $panel2_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'words, paper', \
     $panel2_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'range coder', \
     $panel2_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'coded, paper', \
     $panel2_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle
set xtics autofreq

set title 'CifarNet' noenhanced
set xlabel 'from the left: words, paper, coded, paper' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.5:4.5]
set xtics ('baseline' 0, 'nested' 1, 'qsg' 2, 'one-bit' 3, 'qsg-columns' 4)
set ylabel 'Mbit a round and worker' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.1:100.0]
unset key
plot $panel3_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'words', \
     $panel3_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'words, paper', \
     $panel3_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'range coder', \
     $panel3_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'coded, paper', \
     $panel3_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle
set xtics autofreq

unset multiplot
set output
