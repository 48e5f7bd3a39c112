# Nested quantization: s tells the place in a coarse cell, y tells which cell
# thesis-fig2-2-nested · profile default · seed 1
# Draws thesis-fig2-2-nested.png from thesis-fig2-2-nested.tsv; run it in this folder: gnuplot thesis-fig2-2-nested.gp
set terminal pngcairo size 1200,720 font "DejaVu Sans,15" linewidth 1.2
set output 'thesis-fig2-2-nested.png'

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

set table $series1 separator tab
plot 'thesis-fig2-2-nested.tsv' using (column('value')):(column('height')) with table if (strcol('quantity') eq 'fine_end')
unset table

set table $series2 separator tab
plot 'thesis-fig2-2-nested.tsv' using (column('value')):(column('height')) with table if (strcol('quantity') eq 'coarse_end')
unset table

set table $series3 separator tab
plot 'thesis-fig2-2-nested.tsv' using (column('value')):(column('height')) with table if (strcol('quantity') eq 'x')
unset table

set table $series4 separator tab
plot 'thesis-fig2-2-nested.tsv' using (column('value')):(column('height')) with table if (strcol('quantity') eq 'x_plus_u')
unset table

set table $series5 separator tab
plot 'thesis-fig2-2-nested.tsv' using (column('value')):(column('height')) with table if (strcol('quantity') eq 'candidate')
unset table

set table $series6 separator tab
plot 'thesis-fig2-2-nested.tsv' using (column('value')):(column('height')) with table if (strcol('quantity') eq 'y')
unset table

set table $series7 separator tab
plot 'thesis-fig2-2-nested.tsv' using (column('value')):(column('height')) with table if (strcol('quantity') eq 'reach_of_y')
unset table

set table $series8 separator tab
plot 'thesis-fig2-2-nested.tsv' using (column('value')):(column('height')) with table if (strcol('quantity') eq 'estimate')
unset table

set datafile nocolumnheaders

set multiplot layout 1,1 title "{/*1.15 Nested quantization: s tells the place in a coarse cell, y tells which cell}\n{/*0.8 thesis-fig2-2-nested · profile default · seed 1}"

unset title
set xlabel 'number' noenhanced
unset logscale x
set format x '%g'
set xrange [*:*]
set ylabel 'step of the method' noenhanced
unset logscale y
set format y '%g'
set yrange [6.0:0.0]
set key on below horizontal height 1
plot $series1 using 1:2 with lines linewidth 2 linecolor rgb "#56b4e9" dashtype 2 title 'ends of fine cells', \
     $series2 using 1:2 with lines linewidth 2 linecolor rgb "#000000" title 'ends of coarse cells', \
     $series3 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title '1: x', \
     $series4 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title '2: x + u, of which s is the place', \
     $series5 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title '3: numbers that s and u allow', \
     $series6 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title '4: y', \
     $series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title '4: half a coarse step about y', \
     $series8 using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title '5: the estimate, the number within'

unset multiplot
set output
