# Correlation of the gradient noises of two workers
# limits-fig05-noise-independence · MNIST · profile default · seed 1
# Draws limits-fig05-noise-independence.png from limits-fig05-noise-independence.tsv; run it in this folder: gnuplot limits-fig05-noise-independence.gp
set terminal pngcairo size 1200,800 font "DejaVu Sans,15" linewidth 1.2
set output 'limits-fig05-noise-independence.png'

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
plot 'limits-fig05-noise-independence.tsv' using (column('worker_a')):(column('worker_b')):(column('abs_pearson')) with table if (strcol('dimension') eq '1' && strcol('is_figure') eq 'true')
unset table

set table $panel2_series1 separator tab
plot 'limits-fig05-noise-independence.tsv' using (column('samples')):(column('largest')) with table if (strcol('dimension') eq '1')
unset table

set table $panel2_series2 separator tab
plot 'limits-fig05-noise-independence.tsv' using (column('samples')):(column('largest')) with table if (strcol('dimension') eq '2')
unset table

set table $panel2_series3 separator tab
plot 'limits-fig05-noise-independence.tsv' using (column('samples')):(column('largest')) with table if (strcol('dimension') eq '3')
unset table

set table $panel2_series4 separator tab
plot 'limits-fig05-noise-independence.tsv' using (column('samples')):(column('largest')) with table if (strcol('dimension') eq '4')
unset table

set table $panel2_series5 separator tab
plot 'limits-fig05-noise-independence.tsv' using (column('samples')):(column('largest')) with table if (strcol('dimension') eq '5')
unset table

set table $panel2_series6 separator tab
plot 'limits-fig05-noise-independence.tsv' using (column('samples')):(column('largest')) with table if (strcol('dimension') eq '6')
unset table

set table $panel2_series7 separator tab
plot 'limits-fig05-noise-independence.tsv' using (column('samples')):(column('largest_null_median')):(column('largest_null_low')):(column('largest_null_high')) with table if (strcol('dimension') eq '1')
unset table

set datafile nocolumnheaders

set multiplot layout 1,2 title "{/*1.15 Correlation of the gradient noises of two workers}\n{/*0.8 limits-fig05-noise-independence · MNIST · profile default · seed 1}"

set title '1000 samples of fc1/kernel[613,89]' noenhanced
set xlabel 'worker' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*] noextend
set ylabel 'worker' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*] noextend
set cblabel '|Pearson|' noenhanced
unset key
plot $panel1_series1 using 1:2:3 with image notitle

set title 'largest of 45 coefficients' noenhanced
set xlabel 'samples' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel '|Pearson|' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on below horizontal height 1
plot $panel2_series7 using 1:3:4 with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'fc1/kernel[613,89]', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'fc2/kernel[67,80]', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'fc3/kernel[40,0]', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'fc1/kernel[489,122]', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'fc2/kernel[47,42]', \
     $panel2_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'fc3/kernel[22,1]', \
     $panel2_series7 using 1:2 with lines linewidth 2 linecolor rgb "#000000" dashtype 2 title 'independent: median, 95 %', \
     0.02 with lines linecolor rgb "#888888" dashtype 3 title 'stated'

unset multiplot
set output
