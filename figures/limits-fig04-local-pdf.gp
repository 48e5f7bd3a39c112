# Density of local gradients given the global gradient
# limits-fig04-local-pdf · MNIST · profile default · seed 1
# Draws limits-fig04-local-pdf.png from limits-fig04-local-pdf.tsv; run it in this folder: gnuplot limits-fig04-local-pdf.gp
set terminal pngcairo size 1200,880 font "DejaVu Sans,12" linewidth 1.2
set output 'limits-fig04-local-pdf.png'

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
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 1' && strcol('kind') eq 'histogram')
unset table

set table $panel1_series2 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('series') eq 'dimension 1' && strcol('kind') eq 'histogram')
unset table

set table $panel1_series3 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 1' && strcol('kind') eq 'mean')
unset table

set table $panel1_series4 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 1' && strcol('kind') eq 'global gradient')
unset table

set table $panel2_series1 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 2' && strcol('kind') eq 'histogram')
unset table

set table $panel2_series2 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('series') eq 'dimension 2' && strcol('kind') eq 'histogram')
unset table

set table $panel2_series3 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 2' && strcol('kind') eq 'mean')
unset table

set table $panel2_series4 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 2' && strcol('kind') eq 'global gradient')
unset table

set table $panel3_series1 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 3' && strcol('kind') eq 'histogram')
unset table

set table $panel3_series2 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('series') eq 'dimension 3' && strcol('kind') eq 'histogram')
unset table

set table $panel3_series3 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 3' && strcol('kind') eq 'mean')
unset table

set table $panel3_series4 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 3' && strcol('kind') eq 'global gradient')
unset table

set table $panel4_series1 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 4' && strcol('kind') eq 'histogram')
unset table

set table $panel4_series2 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('series') eq 'dimension 4' && strcol('kind') eq 'histogram')
unset table

set table $panel4_series3 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 4' && strcol('kind') eq 'mean')
unset table

set table $panel4_series4 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 4' && strcol('kind') eq 'global gradient')
unset table

set table $panel5_series1 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 5' && strcol('kind') eq 'histogram')
unset table

set table $panel5_series2 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('series') eq 'dimension 5' && strcol('kind') eq 'histogram')
unset table

set table $panel5_series3 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 5' && strcol('kind') eq 'mean')
unset table

set table $panel5_series4 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 5' && strcol('kind') eq 'global gradient')
unset table

set table $panel6_series1 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 6' && strcol('kind') eq 'histogram')
unset table

set table $panel6_series2 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('series') eq 'dimension 6' && strcol('kind') eq 'histogram')
unset table

set table $panel6_series3 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 6' && strcol('kind') eq 'mean')
unset table

set table $panel6_series4 separator tab
plot 'limits-fig04-local-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('series') eq 'dimension 6' && strcol('kind') eq 'global gradient')
unset table

set datafile nocolumnheaders

set multiplot layout 2,3 title "{/*1.15 Density of local gradients given the global gradient}\n{/*0.8 limits-fig04-local-pdf · MNIST · profile default · seed 1}"

set title 'dimension 1: fc1/kernel[613,89]' noenhanced
set xlabel 'local gradient / its deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'density' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:0.6]
set key on inside top right vertical
plot $panel1_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'local gradients', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'normal fit', \
     $panel1_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'its mean', \
     $panel1_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'global gradient'

set title 'dimension 2: fc2/kernel[67,80]' noenhanced
set xlabel 'local gradient / its deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'density' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:0.6]
unset key
plot $panel2_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'local gradients', \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'normal fit', \
     $panel2_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'its mean', \
     $panel2_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'global gradient'

set title 'dimension 3: fc3/kernel[40,0]' noenhanced
set xlabel 'local gradient / its deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'density' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:0.6]
unset key
plot $panel3_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'local gradients', \
     $panel3_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'normal fit', \
     $panel3_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'its mean', \
     $panel3_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'global gradient'

set title 'dimension 4: fc1/kernel[489,122]' noenhanced
set xlabel 'local gradient / its deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'density' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:0.6]
unset key
plot $panel4_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'local gradients', \
     $panel4_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'normal fit', \
     $panel4_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'its mean', \
     $panel4_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'global gradient'

set title 'dimension 5: fc2/kernel[47,42]' noenhanced
set xlabel 'local gradient / its deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'density' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:0.6]
unset key
plot $panel5_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'local gradients', \
     $panel5_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'normal fit', \
     $panel5_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'its mean', \
     $panel5_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'global gradient'

set title 'dimension 6: fc3/kernel[22,1]' noenhanced
set xlabel 'local gradient / its deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'density' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:0.6]
unset key
plot $panel6_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'local gradients', \
     $panel6_series2 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" title 'normal fit', \
     $panel6_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'its mean', \
     $panel6_series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'global gradient'

unset multiplot
set output
