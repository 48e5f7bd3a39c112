# Bits per epoch of SignSGD by scheme, and total saving by the epoch after which training stops
# dsc-fig12-communication · MNIST and CIFAR-10, JPEG copy · profile default · seed 1
# Draws dsc-fig12-communication.png from dsc-fig12-communication.tsv; run it in this folder: gnuplot dsc-fig12-communication.gp
set terminal pngcairo size 1200,2480 font "DejaVu Sans,15" linewidth 1.2
set output 'dsc-fig12-communication.png'

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
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'uncoded')
unset table

set table $panel1_series2 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'independent')
unset table

set table $panel1_series3 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'independent, neighbours')
unset table

set table $panel1_series4 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'history')
unset table

set table $panel1_series5 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'history, neighbours')
unset table

set table $panel1_series6 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'DSC, Gaussian model')
unset table

set table $panel1_series7 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'DSC, empirical model')
unset table

set table $panel1_series8 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'DSC, empirical model, history')
unset table

set table $panel1_series9 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'bound of the Gaussian model')
unset table

set table $panel1_series10 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'bound given the count')
unset table

set table $panel2_series1 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'uncoded')
unset table

set table $panel2_series2 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'independent')
unset table

set table $panel2_series3 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'independent, neighbours')
unset table

set table $panel2_series4 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'history')
unset table

set table $panel2_series5 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'history, neighbours')
unset table

set table $panel2_series6 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'DSC, Gaussian model')
unset table

set table $panel2_series7 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'DSC, empirical model')
unset table

set table $panel2_series8 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'DSC, empirical model, history')
unset table

set table $panel2_series9 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'bound of the Gaussian model')
unset table

set table $panel2_series10 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP' && strcol('scheme') eq 'bound given the count')
unset table

set table $panel3_series1 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'uncoded')
unset table

set table $panel3_series2 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'independent')
unset table

set table $panel3_series3 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'independent, neighbours')
unset table

set table $panel3_series4 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'history')
unset table

set table $panel3_series5 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'history, neighbours')
unset table

set table $panel3_series6 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'DSC, Gaussian model')
unset table

set table $panel3_series7 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'DSC, empirical model')
unset table

set table $panel3_series8 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'DSC, empirical model, history')
unset table

set table $panel3_series9 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'bound of the Gaussian model')
unset table

set table $panel3_series10 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'bound given the count')
unset table

set table $panel4_series1 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'uncoded')
unset table

set table $panel4_series2 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'independent')
unset table

set table $panel4_series3 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'independent, neighbours')
unset table

set table $panel4_series4 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'history')
unset table

set table $panel4_series5 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'history, neighbours')
unset table

set table $panel4_series6 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'DSC, Gaussian model')
unset table

set table $panel4_series7 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'DSC, empirical model')
unset table

set table $panel4_series8 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'DSC, empirical model, history')
unset table

set table $panel4_series9 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'bound of the Gaussian model')
unset table

set table $panel4_series10 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'MLP, pixels in [0, 1]' && strcol('scheme') eq 'bound given the count')
unset table

set table $panel5_series1 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'uncoded')
unset table

set table $panel5_series2 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'independent')
unset table

set table $panel5_series3 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'independent, neighbours')
unset table

set table $panel5_series4 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'history')
unset table

set table $panel5_series5 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'history, neighbours')
unset table

set table $panel5_series6 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'DSC, Gaussian model')
unset table

set table $panel5_series7 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'DSC, empirical model')
unset table

set table $panel5_series8 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'DSC, empirical model, history')
unset table

set table $panel5_series9 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'bound of the Gaussian model')
unset table

set table $panel5_series10 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'bound given the count')
unset table

set table $panel6_series1 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'uncoded')
unset table

set table $panel6_series2 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'independent')
unset table

set table $panel6_series3 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'independent, neighbours')
unset table

set table $panel6_series4 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'history')
unset table

set table $panel6_series5 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'history, neighbours')
unset table

set table $panel6_series6 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'DSC, Gaussian model')
unset table

set table $panel6_series7 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'DSC, empirical model')
unset table

set table $panel6_series8 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'DSC, empirical model, history')
unset table

set table $panel6_series9 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'bound of the Gaussian model')
unset table

set table $panel6_series10 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-20' && strcol('scheme') eq 'bound given the count')
unset table

set table $panel7_series1 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'uncoded')
unset table

set table $panel7_series2 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'independent')
unset table

set table $panel7_series3 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'independent, neighbours')
unset table

set table $panel7_series4 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'history')
unset table

set table $panel7_series5 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'history, neighbours')
unset table

set table $panel7_series6 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'DSC, Gaussian model')
unset table

set table $panel7_series7 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'DSC, empirical model')
unset table

set table $panel7_series8 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'DSC, empirical model, history')
unset table

set table $panel7_series9 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'bound of the Gaussian model')
unset table

set table $panel7_series10 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('bits')):(column('bits_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'bound given the count')
unset table

set table $panel8_series1 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'uncoded')
unset table

set table $panel8_series2 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'independent')
unset table

set table $panel8_series3 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'independent, neighbours')
unset table

set table $panel8_series4 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'history')
unset table

set table $panel8_series5 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'history, neighbours')
unset table

set table $panel8_series6 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'DSC, Gaussian model')
unset table

set table $panel8_series7 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'DSC, empirical model')
unset table

set table $panel8_series8 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'DSC, empirical model, history')
unset table

set table $panel8_series9 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'bound of the Gaussian model')
unset table

set table $panel8_series10 separator tab
plot 'dsc-fig12-communication.tsv' using (column('epoch')):(column('total_saving_percent')):(column('total_saving_percent_standard_error')) with table if (strcol('model') eq 'ResNet-56' && strcol('scheme') eq 'bound given the count')
unset table

set datafile nocolumnheaders

set multiplot layout 4,2 title "{/*1.15 Bits per epoch of SignSGD by scheme, and total saving by the epoch after which training stops}\n{/*0.8 dsc-fig12-communication · MNIST and CIFAR-10, JPEG copy · profile default · seed 1}"

set title 'MLP' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'bits of an epoch' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
unset key
plot $panel1_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel1_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel1_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel1_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel1_series5 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel1_series6 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel1_series7 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel1_series8 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#a08c00" fillstyle transparent solid 0.22 notitle, \
     $panel1_series9 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel1_series10 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel1_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel1_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'independent', \
     $panel1_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'independent, neighbours', \
     $panel1_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'history', \
     $panel1_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'history, neighbours', \
     $panel1_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'DSC, Gaussian model', \
     $panel1_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'DSC, empirical model', \
     $panel1_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'DSC, empirical model, history', \
     $panel1_series9 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'bound of the Gaussian model', \
     $panel1_series10 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'bound given the count'

set title 'MLP' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'total saving when stopped here (%)' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
set key on inside right center vertical
plot $panel2_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel2_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel2_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel2_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel2_series5 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel2_series6 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel2_series7 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel2_series8 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#a08c00" fillstyle transparent solid 0.22 notitle, \
     $panel2_series9 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel2_series10 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel2_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel2_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'independent', \
     $panel2_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'independent, neighbours', \
     $panel2_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'history', \
     $panel2_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'history, neighbours', \
     $panel2_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'DSC, Gaussian model', \
     $panel2_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'DSC, empirical model', \
     $panel2_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'DSC, empirical model, history', \
     $panel2_series9 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'bound of the Gaussian model', \
     $panel2_series10 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'bound given the count'

set title 'MLP, pixels in [0, 1]' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'bits of an epoch' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
unset key
plot $panel3_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel3_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel3_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel3_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel3_series5 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel3_series6 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel3_series7 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel3_series8 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#a08c00" fillstyle transparent solid 0.22 notitle, \
     $panel3_series9 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel3_series10 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel3_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel3_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'independent', \
     $panel3_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'independent, neighbours', \
     $panel3_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'history', \
     $panel3_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'history, neighbours', \
     $panel3_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'DSC, Gaussian model', \
     $panel3_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'DSC, empirical model', \
     $panel3_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'DSC, empirical model, history', \
     $panel3_series9 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'bound of the Gaussian model', \
     $panel3_series10 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'bound given the count'

set title 'MLP, pixels in [0, 1]' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'total saving when stopped here (%)' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
unset key
plot $panel4_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel4_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel4_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel4_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel4_series5 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel4_series6 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel4_series7 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel4_series8 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#a08c00" fillstyle transparent solid 0.22 notitle, \
     $panel4_series9 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel4_series10 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel4_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel4_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'independent', \
     $panel4_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'independent, neighbours', \
     $panel4_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'history', \
     $panel4_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'history, neighbours', \
     $panel4_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'DSC, Gaussian model', \
     $panel4_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'DSC, empirical model', \
     $panel4_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'DSC, empirical model, history', \
     $panel4_series9 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'bound of the Gaussian model', \
     $panel4_series10 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'bound given the count'

set title 'ResNet-20' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'bits of an epoch' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
unset key
plot $panel5_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel5_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel5_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel5_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel5_series5 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel5_series6 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel5_series7 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel5_series8 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#a08c00" fillstyle transparent solid 0.22 notitle, \
     $panel5_series9 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel5_series10 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel5_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel5_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'independent', \
     $panel5_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'independent, neighbours', \
     $panel5_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'history', \
     $panel5_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'history, neighbours', \
     $panel5_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'DSC, Gaussian model', \
     $panel5_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'DSC, empirical model', \
     $panel5_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'DSC, empirical model, history', \
     $panel5_series9 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'bound of the Gaussian model', \
     $panel5_series10 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'bound given the count'

set title 'ResNet-20' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'total saving when stopped here (%)' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
unset key
plot $panel6_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel6_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel6_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel6_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel6_series5 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel6_series6 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel6_series7 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel6_series8 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#a08c00" fillstyle transparent solid 0.22 notitle, \
     $panel6_series9 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel6_series10 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel6_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel6_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'independent', \
     $panel6_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'independent, neighbours', \
     $panel6_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'history', \
     $panel6_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'history, neighbours', \
     $panel6_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'DSC, Gaussian model', \
     $panel6_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'DSC, empirical model', \
     $panel6_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'DSC, empirical model, history', \
     $panel6_series9 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'bound of the Gaussian model', \
     $panel6_series10 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'bound given the count'

set title 'ResNet-56' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'bits of an epoch' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
unset key
plot $panel7_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel7_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel7_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel7_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel7_series5 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel7_series6 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel7_series7 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel7_series8 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#a08c00" fillstyle transparent solid 0.22 notitle, \
     $panel7_series9 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel7_series10 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel7_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel7_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'independent', \
     $panel7_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'independent, neighbours', \
     $panel7_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'history', \
     $panel7_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'history, neighbours', \
     $panel7_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'DSC, Gaussian model', \
     $panel7_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'DSC, empirical model', \
     $panel7_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'DSC, empirical model, history', \
     $panel7_series9 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'bound of the Gaussian model', \
     $panel7_series10 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'bound given the count'

set title 'ResNet-56' noenhanced
set xlabel 'epoch' noenhanced
unset logscale x
set format x '%g'
set xrange [0.0:*]
set ylabel 'total saving when stopped here (%)' noenhanced
unset logscale y
set format y '%g'
set yrange [*:*]
unset key
plot $panel8_series1 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel8_series2 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel8_series3 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#009e73" fillstyle transparent solid 0.22 notitle, \
     $panel8_series4 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#cc79a7" fillstyle transparent solid 0.22 notitle, \
     $panel8_series5 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#e69f00" fillstyle transparent solid 0.22 notitle, \
     $panel8_series6 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#56b4e9" fillstyle transparent solid 0.22 notitle, \
     $panel8_series7 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#000000" fillstyle transparent solid 0.22 notitle, \
     $panel8_series8 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#a08c00" fillstyle transparent solid 0.22 notitle, \
     $panel8_series9 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#0072b2" fillstyle transparent solid 0.22 notitle, \
     $panel8_series10 using 1:($2-$3):($2+$3) with filledcurves fillcolor rgb "#d55e00" fillstyle transparent solid 0.22 notitle, \
     $panel8_series1 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" title 'uncoded', \
     $panel8_series2 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" title 'independent', \
     $panel8_series3 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#009e73" title 'independent, neighbours', \
     $panel8_series4 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#cc79a7" title 'history', \
     $panel8_series5 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#e69f00" title 'history, neighbours', \
     $panel8_series6 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#56b4e9" title 'DSC, Gaussian model', \
     $panel8_series7 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#000000" title 'DSC, empirical model', \
     $panel8_series8 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#a08c00" title 'DSC, empirical model, history', \
     $panel8_series9 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#0072b2" dashtype 2 title 'bound of the Gaussian model', \
     $panel8_series10 using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.9 linecolor rgb "#d55e00" dashtype 2 title 'bound given the count'

unset multiplot
set output
