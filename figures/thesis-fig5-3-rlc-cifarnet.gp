# Federated training of CifarNet, 18 dB: RLC with a gain of 20, digital QCS with 30
# thesis-fig5-3-rlc-cifarnet · CIFAR-10, JPEG copy · profile default · seed 1
# Draws thesis-fig5-3-rlc-cifarnet.png from thesis-fig5-3-rlc-cifarnet.tsv; run it in this folder: gnuplot thesis-fig5-3-rlc-cifarnet.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig5-3-rlc-cifarnet.png'

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
plot 'thesis-fig5-3-rlc-cifarnet.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'baseline')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig5-3-rlc-cifarnet.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RLC')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig5-3-rlc-cifarnet.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'QCS, half active')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig5-3-rlc-cifarnet.tsv' using (column('iteration')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'QCS, all active')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig5-3-rlc-cifarnet.tsv' using (column('channel_uses')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'RLC')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig5-3-rlc-cifarnet.tsv' using (column('channel_uses')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'QCS, half active')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig5-3-rlc-cifarnet.tsv' using (column('channel_uses')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('scheme') eq 'QCS, all active')
unset table

set datafile nocolumnheaders

set multiplot layout 1,2 title "{/*1.15 Federated training of CifarNet, 18 dB: RLC with a gain of 20, digital QCS with 30}\n{/*0.8 thesis-fig5-3-rlc-cifarnet · CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'by iterations' noenhanced
set xlabel 'iteration' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on below horizontal height 1
plot $panel1_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel1_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel1_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel1_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RLC', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS, half active', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'QCS, all active'

set title 'by channel uses' noenhanced
set xlabel 'channel uses (real dimensions)' noenhanced
set logscale x 10
set format x '10^{%L}'
set xrange [*:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on below horizontal height 1
plot $panel2_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel2_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel2_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RLC', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS, half active', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'QCS, all active'

unset multiplot
set output
