# Relative error of compressed gradients during training
# thesis-fig4-2-relative-error · MNIST · profile default · seed 1
# Draws thesis-fig4-2-relative-error.png from thesis-fig4-2-relative-error.tsv; run it in this folder: gnuplot thesis-fig4-2-relative-error.gp
set terminal pngcairo size 1200,1200 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig4-2-relative-error.png'

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
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'QCS' && strcol('bits_as') eq '3 levels')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'QSG' && strcol('bits_as') eq '3 levels')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'QSGD (2-norm)' && strcol('bits_as') eq '3 levels')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'EDEN' && strcol('bits_as') eq '3 levels')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'QCS' && strcol('bits_as') eq '5 levels')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'QSG' && strcol('bits_as') eq '5 levels')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'QSGD (2-norm)' && strcol('bits_as') eq '5 levels')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'EDEN' && strcol('bits_as') eq '5 levels')
unset table

set table $panel3_series1 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'QCS' && strcol('bits_as') eq 'gain 32')
unset table

set table $panel3_series2 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'EDEN' && strcol('bits_as') eq 'gain 32')
unset table

set table $panel4_series1 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'QCS' && strcol('bits_as') eq 'gain 100')
unset table

set table $panel4_series2 separator tab
plot 'thesis-fig4-2-relative-error.tsv' using (column('accuracy')):(column('relative_error_mean')):(column('relative_error_sd')) with table if (strcol('scheme') eq 'EDEN' && strcol('bits_as') eq 'gain 100')
unset table

set datafile nocolumnheaders

set multiplot layout 2,2 title "{/*1.15 Relative error of compressed gradients during training}\n{/*0.8 thesis-fig4-2-relative-error · MNIST · profile default · seed 1}"

set title '3 levels, gain 20.2' noenhanced
set xlabel 'accuracy on test pictures' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:1.0]
set ylabel '‖g − ĝ‖² / ‖g‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.05:500.0]
set key on inside top right vertical
plot $panel1_series1 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel1_series2 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel1_series3 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel1_series4 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'QCS', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QSG', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QSGD (2-norm)', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'EDEN'

set title '5 levels, gain 13.8' noenhanced
set xlabel 'accuracy on test pictures' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:1.0]
set ylabel '‖g − ĝ‖² / ‖g‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.05:500.0]
set key on inside top right vertical
plot $panel2_series1 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel2_series2 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel2_series3 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel2_series4 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'QCS', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QSG', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QSGD (2-norm)', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'EDEN'

set title 'gain 32' noenhanced
set xlabel 'accuracy on test pictures' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:1.0]
set ylabel '‖g − ĝ‖² / ‖g‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.05:500.0]
set key on inside top right vertical
plot $panel3_series1 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel3_series2 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'QCS', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'EDEN'

set title 'gain 100' noenhanced
set xlabel 'accuracy on test pictures' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:1.0]
set ylabel '‖g − ĝ‖² / ‖g‖²' noenhanced
set logscale y 10
set format y '10^{%L}'
set yrange [0.05:500.0]
set key on inside top right vertical
plot $panel4_series1 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel4_series2 using 1:($3<$2 ? $2-$3 : $2/10):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'QCS', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'EDEN'

unset multiplot
set output
