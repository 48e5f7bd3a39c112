# Correlation of gradient noise and global gradient
# limits-tab1-noise-correlation · MNIST · profile default · seed 1
# Draws limits-tab1-noise-correlation.png from limits-tab1-noise-correlation.tsv; run it in this folder: gnuplot limits-tab1-noise-correlation.gp
set terminal pngcairo size 1200,800 font "DejaVu Sans,15" linewidth 1.2
set output 'limits-tab1-noise-correlation.png'

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
plot 'limits-tab1-noise-correlation.tsv' using (column('iteration')):(column('pearson')) with table if (strcol('dimension') eq '1' && strcol('is_table') eq 'true')
unset table

set table $panel1_series2 separator tab
plot 'limits-tab1-noise-correlation.tsv' using (column('iteration')):(column('pearson')) with table if (strcol('dimension') eq '2' && strcol('is_table') eq 'true')
unset table

set table $panel1_series3 separator tab
plot 'limits-tab1-noise-correlation.tsv' using (column('iteration')):(column('pearson')) with table if (strcol('dimension') eq '3' && strcol('is_table') eq 'true')
unset table

set table $panel1_series4 separator tab
plot 'limits-tab1-noise-correlation.tsv' using (column('iteration')):(column('pearson')) with table if (strcol('dimension') eq '4' && strcol('is_table') eq 'true')
unset table

set table $panel2_series1 separator tab
plot 'limits-tab1-noise-correlation.tsv' using (column('samples')):(column('largest')) with table
unset table

set table $panel2_series2 separator tab
plot 'limits-tab1-noise-correlation.tsv' using (column('samples')):(column('largest_null_median')):(column('largest_null_low')):(column('largest_null_high')) with table
unset table

set datafile nocolumnheaders

set multiplot layout 1,2 title "{/*1.15 Correlation of gradient noise and global gradient}\n{/*0.8 limits-tab1-noise-correlation · MNIST · profile default · seed 1}"

set title '1000 samples' noenhanced
set xlabel 'iteration' noenhanced
unset logscale x
set format x '%g'
set xrange [0.5:10.5]
set ylabel 'Pearson coefficient' noenhanced
unset logscale y
set format y '%g'
set yrange [-0.17841148172811763:0.17841148172811763]
set key on below horizontal height 1
plot $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'fc1/kernel[613,89]', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'fc2/kernel[67,80]', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'fc3/kernel[40,0]', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" dashtype 2 title 'fc1/kernel[489,122]', \
     0.06201051624377064 with lines linecolor rgb "#888888" dashtype 3 title '95 % of independent samples', \
     -0.06201051624377064 with lines linecolor rgb "#888888" dashtype 3 title '', \
     0.03 with lines linecolor rgb "#888888" dashtype 3 title 'stated: ±0.03', \
     -0.03 with lines linecolor rgb "#888888" dashtype 3 title ''

set title 'largest of 40 coefficients' noenhanced
set xlabel 'samples' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel '|Pearson|' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on below horizontal height 1
plot $panel2_series2 using 1:3:4 with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'measured', \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" dashtype 2 title 'independent: median, 95 %', \
     0.03 with lines linecolor rgb "#888888" dashtype 3 title 'stated'

unset multiplot
set output
