# Relative error of unbiased compressors: bounds, and as measured
# thesis-fig4-1-variance-bound · MNIST · profile default · seed 1
# Draws thesis-fig4-1-variance-bound.png from thesis-fig4-1-variance-bound.tsv; run it in this folder: gnuplot thesis-fig4-1-variance-bound.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig4-1-variance-bound.png'

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
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_bound')) with table if (strcol('scheme') eq 'QCS')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_bound')) with table if (strcol('scheme') eq 'QSG (QSGD Lemma 3.1, fixed length)')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_bound')) with table if (strcol('scheme') eq 'QSG (entropy coded, variance at most 1/4)')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_bound')) with table if (strcol('scheme') eq 'sparsification (positions free)')
unset table

set table $panel1_series5 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_bound')) with table if (strcol('scheme') eq 'sparsification (positions sent)')
unset table

set table $panel1_series6 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_bound')) with table if (strcol('scheme') eq 'EDEN (expected, no bound)')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_measured')):(column('gamma_sd')) with table if (strcol('scheme') eq 'QCS' && strcol('measured') eq 'yes')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_measured')):(column('gamma_sd')) with table if (strcol('scheme') eq 'QSG (QSGD Lemma 3.1, fixed length)' && strcol('measured') eq 'yes')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_measured')):(column('gamma_sd')) with table if (strcol('scheme') eq 'QSG (entropy coded, variance at most 1/4)' && strcol('measured') eq 'yes')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_measured')):(column('gamma_sd')) with table if (strcol('scheme') eq 'sparsification (positions free)' && strcol('measured') eq 'yes')
unset table

set table $panel2_series5 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_measured')):(column('gamma_sd')) with table if (strcol('scheme') eq 'sparsification (positions sent)' && strcol('measured') eq 'yes')
unset table

set table $panel2_series6 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('gain')):(column('gamma_measured')):(column('gamma_sd')) with table if (strcol('scheme') eq 'EDEN (expected, no bound)' && strcol('measured') eq 'yes')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('coded_gain')):(column('gamma_measured')):(column('gamma_sd')) with table if (strcol('scheme') eq 'QCS' && strcol('measured') eq 'yes')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('coded_gain')):(column('gamma_measured')):(column('gamma_sd')) with table if (strcol('scheme') eq 'QSG (QSGD Lemma 3.1, fixed length)' && strcol('measured') eq 'yes')
unset table

set table $panel3_series3 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('coded_gain')):(column('gamma_measured')):(column('gamma_sd')) with table if (strcol('scheme') eq 'QSG (entropy coded, variance at most 1/4)' && strcol('measured') eq 'yes')
unset table

set table $panel3_series4 separator tab
plot 'thesis-fig4-1-variance-bound.tsv' using (column('coded_gain')):(column('gamma_measured')):(column('gamma_sd')) with table if (strcol('scheme') eq 'EDEN (expected, no bound)' && strcol('measured') eq 'yes')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Relative error of unbiased compressors: bounds, and as measured}\n{/*0.8 thesis-fig4-1-variance-bound · MNIST · profile default · seed 1}"

set title '(a) least bounds' noenhanced
set xlabel 'compression gain' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [2.0:512.0]
set ylabel 'bound γ of E‖ĝ − g‖² / ‖g‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-05:1000.0]
set key on inside bottom right vertical
plot $panel1_series1 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" title 'QCS', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'QSG, fixed length', \
     $panel1_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" dashtype 2 title 'QSG, entropy coded', \
     $panel1_series4 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" title 'sparsified, no positions', \
     $panel1_series5 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" dashtype 2 title 'sparsified, positions sent', \
     $panel1_series6 using 1:2 with lines linewidth 2 linecolor rgb "#56b4e9" title 'EDEN'

set title '(b) measured on gradients' noenhanced
set xlabel 'compression gain' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [2.0:512.0]
set ylabel 'mean of ‖ĝ − g‖² / ‖g‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-05:1000.0]
set key on inside bottom right vertical
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'QCS', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QSG, fixed length', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'QSG, entropy coded', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'sparsified, no positions', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" dashtype 2 title 'sparsified, positions sent', \
     $panel2_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'EDEN', \
     $panel2_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel2_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel2_series4 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel2_series5 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle, \
     $panel2_series6 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" notitle

set title '(c) as (b), by the bits of messages' noenhanced
set xlabel 'gain of messages by a range coder' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [2.0:512.0]
set ylabel 'mean of ‖ĝ − g‖² / ‖g‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [1e-05:1000.0]
set key on inside bottom right vertical
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'QCS', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QSG, fixed length', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" dashtype 2 title 'QSG, entropy coded', \
     $panel3_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'EDEN', \
     $panel3_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel3_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel3_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel3_series4 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" notitle

unset multiplot
set output
