# Signals and gradient of the second hidden layer: zeros, error, entropy
# thesis-fig3-2-signals · MNIST · profile default · seed 1
# Draws thesis-fig3-2-signals.png from thesis-fig3-2-signals.tsv; run it in this folder: gnuplot thesis-fig3-2-signals.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig3-2-signals.png'

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
plot 'thesis-fig3-2-signals.tsv' using (column('place')):(column('nonzero_percent')):(column('nonzero_sd')) with table if (strcol('signal') eq 'x' && strcol('levels') eq '1')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('place')):(column('nonzero_percent')):(column('nonzero_sd')) with table if (strcol('signal') eq 'δ' && strcol('levels') eq '1')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('place')):(column('nonzero_percent')):(column('nonzero_sd')) with table if (strcol('signal') eq 'SG' && strcol('levels') eq '1')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('signal') eq 'x' && strcol('stage') eq '40 %')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('signal') eq 'δ' && strcol('stage') eq '40 %')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('levels')):(column('nmse')):(column('nmse_sd')) with table if (strcol('signal') eq 'SG' && strcol('stage') eq '40 %')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('levels')):(column('entropy_bit')):(column('entropy_sd')) with table if (strcol('signal') eq 'x' && strcol('stage') eq '40 %')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('levels')):(column('entropy_bit')):(column('entropy_sd')) with table if (strcol('signal') eq 'δ' && strcol('stage') eq '40 %')
unset table

set table $panel3_series3 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('levels')):(column('entropy_bit')):(column('entropy_sd')) with table if (strcol('signal') eq 'SG' && strcol('stage') eq '40 %')
unset table

set table $panel4_series1 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('place')):(column('gain')):(column('gain_sd')) with table if (strcol('signal') eq '2 points')
unset table

set table $panel4_series2 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('place')):(column('gain')):(column('gain_sd')) with table if (strcol('signal') eq '3 points')
unset table

set table $panel4_series3 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('place')):(column('gain')):(column('gain_sd')) with table if (strcol('signal') eq 'zeros apart, 1 and 2 points')
unset table

set table $panel4_series4 separator tab
plot 'thesis-fig3-2-signals.tsv' using (column('place')):(column('gain')):(column('gain_sd')) with table if (strcol('signal') eq 'zeros apart, 2 points')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Signals and gradient of the second hidden layer: zeros, error, entropy}\n{/*0.8 thesis-fig3-2-signals · MNIST · profile default · seed 1}"

set title '(a) non-zeros' noenhanced
set xlabel 'stage: accuracy on test pictures (%)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.3:4.3]
set xtics ('start' 0, '20' 1, '40' 2, '80' 3, 'end' 4)
set ylabel 'elements that are not zero (%)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:105.0]
set key on inside bottom left vertical
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'x', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'δ', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'SG', \
     $panel1_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel1_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle
set xtics autofreq

set title '(b) error of the best quantizer, at 40 %' noenhanced
set xlabel 'levels K to either side of zero (2K + 1 points)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:5.2]
set ylabel '‖v − ṽ‖² / ‖v‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [*:*]
set key on inside top right vertical
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'x', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'δ', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'SG', \
     $panel2_series1 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel2_series3 using 1:2:($3<$2 ? $2-$3 : $2/10):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle

set title '(c) entropy of its points, at 40 %' noenhanced
set xlabel 'levels K to either side of zero (2K + 1 points)' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:5.2]
set ylabel 'entropy (bits/element)' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside top left vertical
plot $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'x', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'δ', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'SG', \
     $panel3_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel3_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel3_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle

set title '(d) messages of all layers by MSE-ISGQ' noenhanced
set xlabel 'stage: accuracy on test pictures (%)' noenhanced
unset logscale x
set format x '%g'
set xrange [-0.3:4.3]
set xtics ('start' 0, '20' 1, '40' 2, '80' 3, 'end' 4)
set ylabel '32 bits a parameter / bits sent' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside bottom right vertical
plot $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title '2 points', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title '3 points', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'zeros apart, 1 and 2 points', \
     $panel4_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'zeros apart, 2 points', \
     $panel4_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel4_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel4_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel4_series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle
set xtics autofreq

unset multiplot
set output
