# Gradients quantized through their signals against direct quantization
# thesis-fig3-3-isgq-vs-direct · MNIST · profile default · seed 1
# Draws thesis-fig3-3-isgq-vs-direct.png from thesis-fig3-3-isgq-vs-direct.tsv; run it in this folder: gnuplot thesis-fig3-3-isgq-vs-direct.gp
set terminal pngcairo size 1200,1460 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig3-3-isgq-vs-direct.png'

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
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'direct Lloyd-Max' && strcol('stage') eq '40 %')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'naive ISGQ' && strcol('stage') eq '40 %')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'MSE-ISGQ' && strcol('stage') eq '40 %')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'dithered ISGQ' && strcol('stage') eq '40 %')
unset table

set table $panel1_series5 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'dithered, zeros apart' && strcol('stage') eq '40 %')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('bits_per_element')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'direct Lloyd-Max' && strcol('stage') eq '40 %')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('bits_per_element')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'naive ISGQ' && strcol('stage') eq '40 %')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('bits_per_element')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'MSE-ISGQ' && strcol('stage') eq '40 %')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('bits_per_element')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'dithered ISGQ' && strcol('stage') eq '40 %')
unset table

set table $panel2_series5 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('bits_per_element')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'dithered, zeros apart' && strcol('stage') eq '40 %')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'direct Lloyd-Max' && strcol('stage') eq 'end')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'naive ISGQ' && strcol('stage') eq 'end')
unset table

set table $panel3_series3 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'MSE-ISGQ' && strcol('stage') eq 'end')
unset table

set table $panel3_series4 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'dithered ISGQ' && strcol('stage') eq 'end')
unset table

set table $panel3_series5 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'dithered, zeros apart' && strcol('stage') eq 'end')
unset table

set table $panel4_series1 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('bits_per_element')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'direct Lloyd-Max' && strcol('stage') eq 'end')
unset table

set table $panel4_series2 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('bits_per_element')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'naive ISGQ' && strcol('stage') eq 'end')
unset table

set table $panel4_series3 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('bits_per_element')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'MSE-ISGQ' && strcol('stage') eq 'end')
unset table

set table $panel4_series4 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('bits_per_element')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'dithered ISGQ' && strcol('stage') eq 'end')
unset table

set table $panel4_series5 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('bits_per_element')):(column('nmse')):(column('nmse_sd')) with table if (strcol('scheme') eq 'dithered, zeros apart' && strcol('stage') eq 'end')
unset table

set table $panel5_series1 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('x')):(column('value')) with table if (strcol('panel') eq 'gap' && strcol('scheme') eq 'formula')
unset table

set table $panel5_series2 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('x')):(column('value')):(column('value_error')) with table if (strcol('panel') eq 'gap' && strcol('scheme') eq 'simulation')
unset table

set table $panel5_series3 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('x')):(column('value')):(column('value_error')) with table if (strcol('panel') eq 'gap' && strcol('scheme') eq 'best two points')
unset table

set table $panel6_series1 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('x')):(column('value')) with table if (strcol('panel') eq 'bias' && strcol('scheme') eq 'formula')
unset table

set table $panel6_series2 separator tab
plot 'thesis-fig3-3-isgq-vs-direct.tsv' using (column('x')):(column('value')):(column('value_error')) with table if (strcol('panel') eq 'bias' && strcol('scheme') eq 'simulation')
unset table

set datafile nocolumnheaders

set multiplot layout 3,2 title "{/*1.15 Gradients quantized through their signals against direct quantization}\n{/*0.8 thesis-fig3-3-isgq-vs-direct · MNIST · profile default · seed 1}"

set title 'second hidden layer, 40 %: equal levels' noenhanced
set xlabel 'levels K to either side of zero (2K + 1 points)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:5.2]
set ylabel '‖G − G̃‖² / ‖G‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
unset key
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'direct Lloyd-Max', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'naive ISGQ', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'MSE-ISGQ', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'dithered ISGQ', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'dithered, zeros apart', \
     $panel1_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel1_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel1_series4 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel1_series5 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

set title 'second hidden layer, 40 %: bits' noenhanced
set xlabel 'entropy (bits/element of G)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel '‖G − G̃‖² / ‖G‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on inside top right vertical
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'direct Lloyd-Max', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'naive ISGQ', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'MSE-ISGQ', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'dithered ISGQ', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'dithered, zeros apart', \
     $panel2_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel2_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel2_series4 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel2_series5 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

set title 'second hidden layer, end: equal levels' noenhanced
set xlabel 'levels K to either side of zero (2K + 1 points)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:5.2]
set ylabel '‖G − G̃‖² / ‖G‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
unset key
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'direct Lloyd-Max', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'naive ISGQ', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'MSE-ISGQ', \
     $panel3_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'dithered ISGQ', \
     $panel3_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'dithered, zeros apart', \
     $panel3_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel3_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel3_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel3_series4 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel3_series5 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

set title 'second hidden layer, end: bits' noenhanced
set xlabel 'entropy (bits/element of G)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel '‖G − G̃‖² / ‖G‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
unset key
plot $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'direct Lloyd-Max', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'naive ISGQ', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'MSE-ISGQ', \
     $panel4_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'dithered ISGQ', \
     $panel4_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'dithered, zeros apart', \
     $panel4_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel4_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel4_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel4_series4 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel4_series5 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

set title 'Lemma 3: one-bit naive ISGQ' noenhanced
set xlabel 'samples in a batch, L' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [0.8:320.0]
set ylabel 'error above the best direct one''s (%)' noenhanced
unset logscale y
set format y '%g'
set yrange [-40.0:40.0]
set key on inside bottom right vertical
plot $panel5_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title '±E|g|, formula', \
     $panel5_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title '±E|g|, simulated', \
     $panel5_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'best two points', \
     $panel5_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel5_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     4.0 with lines linecolor rgb "#888888" dashtype 3 title 'thesis: 4 %'

set title 'Appendix D.2: bias of naive ISGQ' noenhanced
set xlabel 'correlation ρ of x and δ' noenhanced
unset logscale x
set format x '%g'
set xrange [-1.0:1.0]
set ylabel 'E[x̃ δ̃] − E[x δ]' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on inside top right vertical
plot $panel6_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title '(4/π²) arcsin ρ − ρ', \
     $panel6_series2 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'simulated', \
     $panel6_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle

unset multiplot
set output
