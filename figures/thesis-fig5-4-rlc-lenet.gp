# Federated training of LeNet over nodes with unbalanced data, half of them active
# thesis-fig5-4-rlc-lenet · MNIST · profile default · seed 1
# Draws thesis-fig5-4-rlc-lenet.png from thesis-fig5-4-rlc-lenet.tsv; run it in this folder: gnuplot thesis-fig5-4-rlc-lenet.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig5-4-rlc-lenet.png'

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
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'baseline' && strcol('gain') eq '1')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'RLC' && strcol('gain') eq '2')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'QCS' && strcol('gain') eq '2')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'QCS, equal uses' && strcol('gain') eq '2')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'baseline' && strcol('gain') eq '1')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'RLC' && strcol('gain') eq '5')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'QCS' && strcol('gain') eq '5')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'QCS, equal uses' && strcol('gain') eq '5')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'baseline' && strcol('gain') eq '1')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'RLC' && strcol('gain') eq '20')
unset table

set table $panel3_series3 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'QCS' && strcol('gain') eq '20')
unset table

set table $panel3_series4 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'QCS, equal uses' && strcol('gain') eq '20')
unset table

set table $panel4_series1 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'baseline' && strcol('gain') eq '1')
unset table

set table $panel4_series2 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'RLC' && strcol('gain') eq '100')
unset table

set table $panel4_series3 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'QCS' && strcol('gain') eq '100')
unset table

set table $panel4_series4 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'QCS, equal uses' && strcol('gain') eq '100')
unset table

set table $panel4_series5 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'RLC, Rayleigh' && strcol('gain') eq '100')
unset table

set table $panel4_series6 separator tab
plot 'thesis-fig5-4-rlc-lenet.tsv' using (column('iteration')):(column('accuracy_mean')):(column('accuracy_sd')) with table if (strcol('scheme') eq 'RLC, feedback' && strcol('gain') eq '100')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Federated training of LeNet over nodes with unbalanced data, half of them active}\n{/*0.8 thesis-fig5-4-rlc-lenet · MNIST · profile default · seed 1}"

set title 'gain 2' noenhanced
set xlabel 'iteration' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:1.0]
set key on below horizontal height 1
plot $panel1_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel1_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel1_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel1_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RLC', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'QCS, equal uses'

set title 'gain 5' noenhanced
set xlabel 'iteration' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:1.0]
set key on below horizontal height 1
plot $panel2_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel2_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel2_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel2_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RLC', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'QCS, equal uses'

set title 'gain 20' noenhanced
set xlabel 'iteration' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:1.0]
set key on below horizontal height 1
plot $panel3_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel3_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel3_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel3_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RLC', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS', \
     $panel3_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'QCS, equal uses'

set title 'gain 100' noenhanced
set xlabel 'iteration' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'test accuracy' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:1.0]
set key on below horizontal height 1
plot $panel4_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel4_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel4_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel4_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel4_series5 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel4_series6 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'RLC', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS', \
     $panel4_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'QCS, equal uses', \
     $panel4_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'RLC, Rayleigh', \
     $panel4_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'RLC, feedback'

unset multiplot
set output
