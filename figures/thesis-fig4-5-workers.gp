# Final accuracy with quantized compressive sampling by the number of workers
# thesis-fig4-5-workers · MNIST · profile default · seed 1
# Draws thesis-fig4-5-workers.png from thesis-fig4-5-workers.tsv; run it in this folder: gnuplot thesis-fig4-5-workers.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig4-5-workers.png'

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
plot 'thesis-fig4-5-workers.tsv' using (column('workers')):(column('accuracy')):(column('accuracy_sd')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'baseline')
unset table

set table $panel1_series2 separator tab
plot 'thesis-fig4-5-workers.tsv' using (column('workers')):(column('accuracy')):(column('accuracy_sd')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'QCS-1')
unset table

set table $panel1_series3 separator tab
plot 'thesis-fig4-5-workers.tsv' using (column('workers')):(column('accuracy')):(column('accuracy_sd')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'QCS-2')
unset table

set table $panel1_series4 separator tab
plot 'thesis-fig4-5-workers.tsv' using (column('workers')):(column('accuracy')):(column('accuracy_sd')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq 'QSG, 3 levels')
unset table

set table $panel1_series5 separator tab
plot 'thesis-fig4-5-workers.tsv' using (column('workers')):(column('accuracy')):(column('accuracy_sd')) with table if (strcol('model') eq 'FC' && strcol('scheme') eq '1-bit with error feedback')
unset table

set table $panel2_series1 separator tab
plot 'thesis-fig4-5-workers.tsv' using (column('workers')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'baseline')
unset table

set table $panel2_series2 separator tab
plot 'thesis-fig4-5-workers.tsv' using (column('workers')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'QCS-1')
unset table

set table $panel2_series3 separator tab
plot 'thesis-fig4-5-workers.tsv' using (column('workers')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'QCS-2')
unset table

set table $panel2_series4 separator tab
plot 'thesis-fig4-5-workers.tsv' using (column('workers')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq 'QSG, 3 levels')
unset table

set table $panel2_series5 separator tab
plot 'thesis-fig4-5-workers.tsv' using (column('workers')):(column('accuracy')):(column('accuracy_standard_error')) with table if (strcol('model') eq 'LeNet' && strcol('scheme') eq '1-bit with error feedback')
unset table

set datafile nocolumnheaders

set multiplot layout 1,2 title "{/*1.15 Final accuracy with quantized compressive sampling by the number of workers}\n{/*0.8 thesis-fig4-5-workers · MNIST · profile default · seed 1}"

set title 'FC (mean ± sd)' noenhanced
set xlabel 'workers' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:8.5]
set ylabel 'test accuracy after training' noenhanced
unset logscale y
set format y '%g'
set yrange [*:1.0]
set key on below horizontal height 1
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QCS-1', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS-2', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'QSG, 3 levels', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title '1-bit with error feedback', \
     $panel1_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel1_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel1_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel1_series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel1_series5 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

set title 'LeNet (± standard error of the test)' noenhanced
set xlabel 'workers' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:8.5]
set ylabel 'test accuracy after training' noenhanced
unset logscale y
set format y '%g'
set yrange [*:1.0]
set key on below horizontal height 1
plot $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'baseline', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'QCS-1', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'QCS-2', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'QSG, 3 levels', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title '1-bit with error feedback', \
     $panel2_series1 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" notitle, \
     $panel2_series2 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" notitle, \
     $panel2_series3 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#009e73" notitle, \
     $panel2_series4 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" notitle, \
     $panel2_series5 using 1:2:($2-$3):($2+$3) with yerrorbars pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" notitle

unset multiplot
set output
