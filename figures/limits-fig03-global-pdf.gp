# Density of the global gradient over trainings from new initial points
# limits-fig03-global-pdf · MNIST · profile default · seed 1
# Draws limits-fig03-global-pdf.png from limits-fig03-global-pdf.tsv; run it in this folder: gnuplot limits-fig03-global-pdf.gp
set terminal pngcairo size 1200,640 font "DejaVu Sans,15" linewidth 1.2
set output 'limits-fig03-global-pdf.png'

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
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('dimension') eq '1' && strcol('iteration') eq '10')
unset table

set table $panel1_series2 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('dimension') eq '1' && strcol('iteration') eq '10')
unset table

set table $panel1_series3 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('dimension') eq '2' && strcol('iteration') eq '10')
unset table

set table $panel1_series4 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('dimension') eq '2' && strcol('iteration') eq '10')
unset table

set table $panel1_series5 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('dimension') eq '3' && strcol('iteration') eq '10')
unset table

set table $panel1_series6 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('dimension') eq '3' && strcol('iteration') eq '10')
unset table

set table $panel1_series7 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('dimension') eq '4' && strcol('iteration') eq '10')
unset table

set table $panel1_series8 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('dimension') eq '4' && strcol('iteration') eq '10')
unset table

set table $panel1_series9 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('dimension') eq '5' && strcol('iteration') eq '10')
unset table

set table $panel1_series10 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('dimension') eq '5' && strcol('iteration') eq '10')
unset table

set table $panel1_series11 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('density_per_deviation')) with table if (strcol('dimension') eq '6' && strcol('iteration') eq '10')
unset table

set table $panel1_series12 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x_deviations')):(column('fit_per_deviation')) with table if (strcol('dimension') eq '6' && strcol('iteration') eq '10')
unset table

set table $panel2_series1 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x')):(column('density')) with table if (strcol('dimension') eq '1' && strcol('iteration') eq '1')
unset table

set table $panel2_series2 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x')):(column('fit')) with table if (strcol('dimension') eq '1' && strcol('iteration') eq '1')
unset table

set table $panel2_series3 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x')):(column('density')) with table if (strcol('dimension') eq '1' && strcol('iteration') eq '2')
unset table

set table $panel2_series4 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x')):(column('fit')) with table if (strcol('dimension') eq '1' && strcol('iteration') eq '2')
unset table

set table $panel2_series5 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x')):(column('density')) with table if (strcol('dimension') eq '1' && strcol('iteration') eq '4')
unset table

set table $panel2_series6 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x')):(column('fit')) with table if (strcol('dimension') eq '1' && strcol('iteration') eq '4')
unset table

set table $panel2_series7 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x')):(column('density')) with table if (strcol('dimension') eq '1' && strcol('iteration') eq '10')
unset table

set table $panel2_series8 separator tab
plot 'limits-fig03-global-pdf.tsv' using (column('x')):(column('fit')) with table if (strcol('dimension') eq '1' && strcol('iteration') eq '10')
unset table

set datafile nocolumnheaders

set multiplot layout 1,2 title "{/*1.15 Density of the global gradient over trainings from new initial points}\n{/*0.8 limits-fig03-global-pdf · MNIST · profile default · seed 1}"

set title 'six dimensions at iteration 10 (dots), normal fit (line)' noenhanced
set xlabel 'gradient / its deviation' noenhanced
unset logscale x
set format x '%g'
set xrange [-4.0:9.0]
set ylabel 'density' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside top right vertical
plot $panel1_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'fc1/kernel[613,89]', \
     $panel1_series2 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" notitle, \
     $panel1_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'fc2/kernel[67,80]', \
     $panel1_series4 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" notitle, \
     $panel1_series5 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'fc3/kernel[40,0]', \
     $panel1_series6 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" notitle, \
     $panel1_series7 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'fc1/kernel[489,122]', \
     $panel1_series8 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" notitle, \
     $panel1_series9 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'fc2/kernel[47,42]', \
     $panel1_series10 using 1:2 with lines linewidth 2 linecolor rgb "#e69f00" notitle, \
     $panel1_series11 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'fc3/kernel[22,1]', \
     $panel1_series12 using 1:2 with lines linewidth 2 linecolor rgb "#56b4e9" notitle

set title 'dimension 1 over the iterations' noenhanced
set xlabel 'gradient' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'density' noenhanced
unset logscale y
set format y '%g'
set yrange [0.0:*]
set key on inside top right vertical
plot $panel2_series1 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'iteration 1', \
     $panel2_series2 using 1:2 with lines linewidth 2 linecolor rgb "#0072b2" notitle, \
     $panel2_series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'iteration 2', \
     $panel2_series4 using 1:2 with lines linewidth 2 linecolor rgb "#d55e00" notitle, \
     $panel2_series5 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'iteration 4', \
     $panel2_series6 using 1:2 with lines linewidth 2 linecolor rgb "#009e73" notitle, \
     $panel2_series7 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'iteration 10', \
     $panel2_series8 using 1:2 with lines linewidth 2 linecolor rgb "#cc79a7" notitle

unset multiplot
set output
