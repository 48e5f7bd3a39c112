# Excess kurtosis of gradients, three layers of NASNetMobile
# co3-fig05-kurtosis-nasnet · CIFAR-10, JPEG copy · profile default · seed 1
# Draws co3-fig05-kurtosis-nasnet.png from co3-fig05-kurtosis-nasnet.tsv; run it in this folder: gnuplot co3-fig05-kurtosis-nasnet.gp
set terminal pngcairo size 1200,720 font "DejaVu Sans,15" linewidth 1.2
set output 'co3-fig05-kurtosis-nasnet.png'

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
plot 'co3-fig05-kurtosis-nasnet.tsv' using (column('epoch')):(column('excess_kurtosis')):(column('excess_kurtosis_ci')) with table if (strcol('layer') eq 'upper' && strcol('kind') eq 'epochMean')
unset table

set table $panel1_series2 separator tab
plot 'co3-fig05-kurtosis-nasnet.tsv' using (column('epoch')):(column('excess_kurtosis')):(column('excess_kurtosis_ci')) with table if (strcol('layer') eq 'middle' && strcol('kind') eq 'epochMean')
unset table

set table $panel1_series3 separator tab
plot 'co3-fig05-kurtosis-nasnet.tsv' using (column('epoch')):(column('excess_kurtosis')):(column('excess_kurtosis_ci')) with table if (strcol('layer') eq 'lower' && strcol('kind') eq 'epochMean')
unset table

set table $panel2_series1 separator tab
plot 'co3-fig05-kurtosis-nasnet.tsv' using (column('epoch')):(column('excess_kurtosis')):(column('excess_kurtosis_ci')) with table if (strcol('layer') eq 'upper' && strcol('kind') eq 'iteration')
unset table

set table $panel2_series2 separator tab
plot 'co3-fig05-kurtosis-nasnet.tsv' using (column('epoch')):(column('excess_kurtosis')):(column('excess_kurtosis_ci')) with table if (strcol('layer') eq 'middle' && strcol('kind') eq 'iteration')
unset table

set table $panel2_series3 separator tab
plot 'co3-fig05-kurtosis-nasnet.tsv' using (column('epoch')):(column('excess_kurtosis')):(column('excess_kurtosis_ci')) with table if (strcol('layer') eq 'lower' && strcol('kind') eq 'iteration')
unset table

set datafile nocolumnheaders

set multiplot layout 1,2 title "{/*1.15 Excess kurtosis of gradients, three layers of NASNetMobile}\n{/*0.8 co3-fig05-kurtosis-nasnet · CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'mean over each epoch, as in the paper' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:5.2]
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5)
set ylabel 'excess kurtosis (95 % interval)' noenhanced
unset logscale y
set format y '%g'
set yrange [-0.5386640586298735:11.311945231227345]
set key on below horizontal height 1
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'upper layer', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'middle layer', \
     $panel1_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'lower layer', \
     $panel1_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel1_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.4 linecolor rgb "#009e73" notitle, \
     0.0 with lines linecolor rgb "#888888" dashtype 3 title 'normal law'
set xtics autofreq

set title 'last iteration of each epoch' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.8:5.2]
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5)
set ylabel 'excess kurtosis (95 % interval)' noenhanced
unset logscale y
set format y '%g'
set yrange [-0.5386640586298735:11.311945231227345]
set key on below horizontal height 1
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'upper layer', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'middle layer', \
     $panel2_series3 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" title 'lower layer', \
     $panel2_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel2_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.4 linecolor rgb "#009e73" notitle, \
     0.0 with lines linecolor rgb "#888888" dashtype 3 title 'normal law'
set xtics autofreq

unset multiplot
set output
