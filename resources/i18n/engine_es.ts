<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
<name>MTDN</name>
<message>
<source>Cancelled by the user, no output was kept</source>
<translation>Cancelado por el usuario, no se conservó ninguna salida</translation>
</message>
<message>
<source>Date {}</source>
<translation>Fecha {}</translation>
</message>
<message>
<source>Original</source>
<translation>Original</translation>
</message>
<message>
<source>Filtered</source>
<translation>Filtrada</translation>
</message>
<message>
<source>Reference</source>
<translation>Referencia</translation>
</message>
<message>
<source>Later</source>
<translation>Posteriores</translation>
</message>
<message>
<source>Weather of '{}'</source>
<translation>Tiempo meteorológico de '{}'</translation>
</message>
<message>
<source>file name</source>
<translation>nombre del archivo</translation>
</message>
<message>
<source>description '{}'</source>
<translation>descripción '{}'</translation>
</message>
<message>
<source>{} says so</source>
<translation>lo dice {}</translation>
</message>
<message>
<source>the metadata entry {} says so</source>
<translation>lo dice la entrada de metadatos {}</translation>
</message>
<message>
<source>the description '{}'</source>
<translation>la descripción '{}'</translation>
</message>
<message>
<source>the file name '{}'</source>
<translation>el nombre de archivo '{}'</translation>
</message>
<message>
<source>{} of {} and {} of {} are negative</source>
<translation>{} de {} y {} de {} son negativos</translation>
</message>
<message>
<source>{} dB in {} and {} dB in {}</source>
<translation>{} dB en {} y {} dB en {}</translation>
</message>
<message>
<source>{} = band {} of '{}' ({})</source>
<translation>{} = banda {} de '{}' ({})</translation>
</message>
<message>
<source>taken out</source>
<translation>descontado</translation>
</message>
<message>
<source>left in</source>
<translation>conservado</translation>
</message>
<message>
<source>{} pixels {} and {} {}</source>
<translation>{} píxeles {} y {} {}</translation>
</message>
<message>
<source>left</source>
<translation>a la izquierda</translation>
</message>
<message>
<source>right</source>
<translation>a la derecha</translation>
</message>
<message>
<source>above</source>
<translation>arriba</translation>
</message>
<message>
<source>below</source>
<translation>abajo</translation>
</message>
<message>
<source>NumPy computes; PyTorch would be about twice as fast</source>
<translation>Calcula NumPy; PyTorch sería unas dos veces más rápido</translation>
</message>
<message>
<source>The memory is used up</source>
<translation>La memoria está agotada</translation>
</message>
<message>
<source>room for a tile</source>
<translation>sitio para una tesela</translation>
</message>
<message>
<source>close other programs, or choose a smaller tile</source>
<translation>cierre otros programas o elija una tesela más pequeña</translation>
</message>
<message>
<source>The system starts no further thread: memory or the number of processes is used up</source>
<translation>El sistema no inicia más hilos: la memoria o el número de procesos está agotado</translation>
</message>
<message>
<source>room for one</source>
<translation>sitio para uno</translation>
</message>
<message>
<source>close other programs, raise the limits (ulimit -v, ulimit -u), or work with one thread</source>
<translation>cierre otros programas, eleve los límites (ulimit -v, ulimit -u) o trabaje con un solo hilo</translation>
</message>
<message>
<source>The package '{}' cannot be imported ({})</source>
<translation>El paquete '{}' no se puede importar ({})</translation>
</message>
<message>
<source>an installed package</source>
<translation>un paquete instalado</translation>
</message>
<message>
<source>install it into this Python with pip; docs/command-line-and-python.md lists what each command needs</source>
<translation>instálelo con pip en este Python; docs/command-line-and-python.md dice qué necesita cada orden</translation>
</message>
<message>
<source>The system refuses{}: {}</source>
<translation>El sistema rechaza{}: {}</translation>
</message>
<message>
<source>check paths, rights and free space</source>
<translation>compruebe rutas, permisos y espacio libre</translation>
</message>
<message>
<source>The temporary file '{}' is a symbolic link or another name of something else</source>
<translation>El archivo temporal '{}' es un enlace simbólico u otro nombre de otra cosa</translation>
</message>
<message>
<source>a file of this program</source>
<translation>un archivo de este programa</translation>
</message>
<message>
<source>remove it, or choose another folder for the output</source>
<translation>quítelo o elija otra carpeta para la salida</translation>
</message>
<message>
<source>The temporary file '{}' cannot be opened ({})</source>
<translation>El archivo temporal '{}' no se puede abrir ({})</translation>
</message>
<message>
<source>a file of this program in a folder you may write to</source>
<translation>un archivo de este programa en una carpeta en la que pueda escribir</translation>
</message>
<message>
<source>remove it if it is not yours, or choose another folder for the output</source>
<translation>quítelo si no es suyo, o elija otra carpeta para la salida</translation>
</message>
<message>
<source>Another run is writing '{}'</source>
<translation>Otra ejecución está escribiendo '{}'</translation>
</message>
<message>
<source>one run at a time for an output</source>
<translation>una ejecución a la vez por salida</translation>
</message>
<message>
<source>wait for it, or choose another name for the output</source>
<translation>espérela o elija otro nombre para la salida</translation>
</message>
<message>
<source>Measured: {} of {} windows of {} x {} pixels</source>
<translation>Medido: {} de {} ventanas de {} x {} píxeles</translation>
</message>
<message>
<source>No pixel that was looked at is measured in both '{}' and '{}'</source>
<translation>Ningún píxel examinado está medido tanto en '{}' como en '{}'</translation>
</message>
<message>
<source>the original and its filtered image</source>
<translation>la original y su imagen filtrada</translation>
</message>
<message>
<source>choose the two images of one date</source>
<translation>elija las dos imágenes de una fecha</translation>
</message>
<message>
<source>'{}' and '{}' hold the same image</source>
<translation>'{}' y '{}' contienen la misma imagen</translation>
</message>
<message>
<source>choose the filtered image as the second</source>
<translation>elija la imagen filtrada como segunda</translation>
</message>
<message>
<source>'{}' was taken on {}, '{}' on {}: what changed in between is taken for the work of the filter. Give two images of one date</source>
<translation>'{}' se tomó el {}, '{}' el {}: lo que cambió entre ambas se toma por obra del filtro. Dé dos imágenes de una misma fecha</translation>
</message>
<message>
<source>'{}' lies {} of '{}' by its content, although both lie on one grid</source>
<translation>'{}' está {} de '{}' por su contenido, aunque ambos están en una misma cuadrícula</translation>
</message>
<message>
<source>'{}' has no block of {} x {} pixels that is measured in both images</source>
<translation>'{}' no tiene ningún bloque de {} x {} píxeles medido en ambas imágenes</translation>
</message>
<message>
<source>an image large enough to tell speckle from ground</source>
<translation>una imagen bastante grande para distinguir el moteado del terreno</translation>
</message>
<message>
<source>give a larger image</source>
<translation>dé una imagen más grande</translation>
</message>
<message>
<source>The power of '{}' is {} dB away from that of '{}' in {} (read as {} and {})</source>
<translation>La potencia de '{}' difiere en {} dB de la de '{}' en {} (leídas como {} y {})</translation>
</message>
<message>
<source>two images on one scale</source>
<translation>dos imágenes con una misma escala</translation>
</message>
<message>
<source>state the units of both images</source>
<translation>indique las unidades de ambas imágenes</translation>
</message>
<message>
<source>'{}' cannot be written ({})</source>
<translation>'{}' no se puede escribir ({})</translation>
</message>
<message>
<source>a file you may write</source>
<translation>un archivo en el que pueda escribir</translation>
</message>
<message>
<source>check rights and free space</source>
<translation>compruebe permisos y espacio libre</translation>
</message>
<message>
<source>the level has moved ({})</source>
<translation>el nivel se ha desplazado ({})</translation>
</message>
<message>
<source>the mean of the ratio image is not 1 ({})</source>
<translation>la media de la imagen de cociente no es 1 ({})</translation>
</message>
<message>
<source>Share of blocks of 20 x 20 pixels off by more than {} sigma of speckle</source>
<translation>Proporción de bloques de 20 x 20 píxeles que difieren en más de {} sigmas del speckle</translation>
</message>
<message>
<source>areas have another power than in the original ({})</source>
<translation>hay áreas con otra potencia que en el original ({})</translation>
</message>
<message>
<source>Share of blocks of 5 x 5 pixels off by more than {} sigma of speckle</source>
<translation>Proporción de bloques de 5 x 5 píxeles que difieren en más de {} sigmas del speckle</translation>
</message>
<message>
<source>small features were added or taken away ({})</source>
<translation>se añadieron o se perdieron detalles pequeños ({})</translation>
</message>
<message>
<source>the ratio image shows structure of the ground ({})</source>
<translation>la imagen de cociente muestra estructuras del terreno ({})</translation>
</message>
<message>
<source>texture was added in homogeneous areas ({})</source>
<translation>se añadió textura en áreas homogéneas ({})</translation>
</message>
<message>
<source>the strongest edge has changed ({})</source>
<translation>el borde más fuerte ha cambiado ({})</translation>
</message>
<message>
<source>point targets have changed ({})</source>
<translation>los blancos puntuales han cambiado ({})</translation>
</message>
<message>
<source>nodata has changed in {}</source>
<translation>los píxeles sin datos han cambiado en {}</translation>
</message>
<message>
<source>No sign that the filter invented or lost anything: what it took away looks like speckle</source>
<translation>Ninguna señal de que el filtro haya inventado o perdido algo: lo que quitó parece speckle</translation>
</message>
<message>
<source>The filter changed more than speckle: {}</source>
<translation>El filtro ha cambiado más que el speckle: {}</translation>
</message>
<message>
<source>{}: hardly filtered, {} looks before and {} after in homogeneous blocks</source>
<translation>{}: apenas filtrado, {} looks antes y {} después en bloques homogéneos</translation>
</message>
<message>
<source>{}: the ground is textured, so that its looks ({}) are probably underestimated and the judgement is mild; state the looks if they are known</source>
<translation>{}: el terreno tiene textura, de modo que sus looks ({}) probablemente están subestimados y el juicio es benévolo; indique los looks si se conocen</translation>
</message>
<message>
<source>Look closer at this: {}</source>
<translation>Mire esto con más atención: {}</translation>
</message>
<message>
<source>{}: part of the speckle is still in the image; in homogeneous blocks the ratio image has {} looks, the original {}</source>
<translation>{}: parte del speckle sigue en la imagen; en bloques homogéneos la imagen de cociente tiene {} looks, el original {}</translation>
</message>
<message>
<source>Polygons are asked for, and the dates have no geotransform</source>
<translation>Se piden polígonos y las fechas no tienen geotransformación</translation>
</message>
<message>
<source>georeferenced images</source>
<translation>imágenes georreferenciadas</translation>
</message>
<message>
<source>bring the dates onto a map grid first (gdalwarp; QGIS: Warp), or leave the polygons out</source>
<translation>lleve antes las fechas a una cuadrícula de mapa (gdalwarp; QGIS: Combar), u omita los polígonos</translation>
</message>
<message>
<source>A minimum area in hectares is given, and the grid of the dates does not tell the area of a pixel</source>
<translation>Se da una superficie mínima en hectáreas y la cuadrícula de las fechas no dice la superficie de un píxel</translation>
</message>
<message>
<source>images with a geotransform and a CRS</source>
<translation>imágenes con geotransformación y SRC</translation>
</message>
<message>
<source>give the minimum area in pixels</source>
<translation>dé la superficie mínima en píxeles</translation>
</message>
<message>
<source>change (0 unchanged, 1 changed)</source>
<translation>cambio (0 sin cambio, 1 con cambio)</translation>
</message>
<message>
<source>later dates that confirm the change</source>
<translation>fechas posteriores que confirman el cambio</translation>
</message>
<message>
<source>check the NVIDIA driver with 'nvidia-smi'</source>
<translation>compruebe el controlador de NVIDIA con 'nvidia-smi'</translation>
</message>
<message>
<source>CUDA is asked for but absent: {}</source>
<translation>Se pide CUDA, pero no está: {}</translation>
</message>
<message>
<source>an NVIDIA graphics card that PyTorch can use</source>
<translation>una tarjeta gráfica NVIDIA que PyTorch pueda usar</translation>
</message>
<message>
<source>{}; or choose the device auto or cpu</source>
<translation>{}; o elija el dispositivo auto o cpu</translation>
</message>
<message>
<source>PyTorch cannot be imported: the limit on this process's memory leaves {} MB</source>
<translation>PyTorch no se puede importar: el límite de memoria de este proceso deja {} MB</translation>
</message>
<message>
<source>{} MB</source>
<translation>{} MB</translation>
</message>
<message>
<source>raise the limit (ulimit -v)</source>
<translation>eleve el límite (ulimit -v)</translation>
</message>
<message>
<source>The limit on this process's memory leaves {} MB</source>
<translation>El límite de memoria de este proceso deja {} MB</translation>
</message>
<message>
<source>at least {} MB</source>
<translation>al menos {} MB</translation>
</message>
<message>
<source>install a CUDA build of PyTorch: {}</source>
<translation>instale PyTorch con CUDA: {}</translation>
</message>
<message>
<source>The model is {}</source>
<translation>El modelo es {}</translation>
</message>
<message>
<source>a name, a path, or what load_model returns</source>
<translation>un nombre, una ruta, o lo que devuelve load_model</translation>
</message>
<message>
<source>correct it</source>
<translation>corríjalo</translation>
</message>
<message>
<source>PyTorch {} is built without CUDA</source>
<translation>PyTorch {} está compilado sin CUDA</translation>
</message>
<message>
<source>PyTorch cannot be imported ({})</source>
<translation>PyTorch no se puede importar ({})</translation>
</message>
<message>
<source>PyTorch 2.6 or later</source>
<translation>PyTorch 2.6 o posterior</translation>
</message>
<message>
<source>install it: {}</source>
<translation>instálelo: {}</translation>
</message>
<message>
<source>PyTorch {} (CUDA {}) sees no graphics card</source>
<translation>PyTorch {} (CUDA {}) no ve ninguna tarjeta gráfica</translation>
</message>
<message>
<source>PyTorch {} fails on the graphics card ({})</source>
<translation>PyTorch {} falla en la tarjeta gráfica ({})</translation>
</message>
<message>
<source>CUDA is asked for, but {}</source>
<translation>Se pide CUDA, pero {}</translation>
</message>
<message>
<source>a CUDA build of PyTorch</source>
<translation>un PyTorch con CUDA</translation>
</message>
<message>
<source>install it: {}; or choose the device auto or cpu</source>
<translation>instálelo: {}; o elija el dispositivo auto o cpu</translation>
</message>
<message>
<source>False alarms: a threshold of {} (never below {}) marks {} of the pixels of {} dates, the first one and the baseline, each compared with the others; {} are allowed</source>
<translation>Falsas alarmas: un umbral de {} (nunca menor que {}) marca el {} de los píxeles de {} fechas, la primera y los datos de base, cada una comparada con las demás; se permite el {}</translation>
</message>
<message>
<source>A share of false alarms is given without a baseline, and the model's card has no table of it</source>
<translation>Se da una proporción de falsas alarmas sin datos de base y la ficha del modelo no tiene una tabla de ellas</translation>
</message>
<message>
<source>a baseline of at least {} earlier dates, or a threshold</source>
<translation>unos datos de base de al menos {} fechas anteriores, o un umbral</translation>
</message>
<message>
<source>give earlier dates of the same orbit as baseline, or a threshold</source>
<translation>dé fechas anteriores de la misma órbita como datos de base, o un umbral</translation>
</message>
<message>
<source>False alarms: without a baseline, from the model's card: a threshold of {} (never below {}) marks {} of its training series; {} are allowed</source>
<translation>Falsas alarmas: sin datos de base, según la ficha del modelo: un umbral de {} (nunca inferior a {}) marca {} de sus series de entrenamiento; se permite {}</translation>
</message>
<message>
<source>The model's card knows false alarms of two polarisations; of one alone the share may be another</source>
<translation>La ficha del modelo conoce las falsas alarmas de dos polarizaciones; con una sola la proporción puede ser otra</translation>
</message>
<message>
<source>The input '{}' has changed since the run began, so parts of the result would come from another image</source>
<translation>La entrada '{}' ha cambiado desde que empezó la ejecución, así que parte del resultado vendría de otra imagen</translation>
</message>
<message>
<source>inputs that stay as they are during a run</source>
<translation>entradas que no cambien durante la ejecución</translation>
</message>
<message>
<source>wait until the file is complete, then run again</source>
<translation>espere a que el archivo esté completo y ejecute de nuevo</translation>
</message>
<message>
<source>'{}' cannot be read ({})</source>
<translation>'{}' no se puede leer ({})</translation>
</message>
<message>
<source>a file you may read</source>
<translation>un archivo que pueda leer</translation>
</message>
<message>
<source>check it</source>
<translation>compruébelo</translation>
</message>
<message>
<source>'{}' is brought onto the grid of the first date ({}): {}</source>
<translation>'{}' se lleva a la cuadrícula de la primera fecha ({}): {}</translation>
</message>
<message>
<source>{}: units {} ({})</source>
<translation>{}: unidades {} ({})</translation>
</message>
<message>
<source>'{}' holds {}, '{}' {}</source>
<translation>'{}' contiene {}, '{}' {}</translation>
</message>
<message>
<source>dates with a polarisation in common</source>
<translation>fechas con una polarización en común</translation>
</message>
<message>
<source>give the same polarisation of both dates</source>
<translation>dé la misma polarización de ambas fechas</translation>
</message>
<message>
<source>{} alone is used, because one of the images holds no other polarisation</source>
<translation>se usa {} sola, porque una de las imágenes no contiene otra polarización</translation>
</message>
<message>
<source>It is not known when '{}' was taken, so no date can be said to be later</source>
<translation>No se sabe cuándo se tomó '{}', así que de ninguna fecha se puede decir que es posterior</translation>
</message>
<message>
<source>a date in its metadata or in its name</source>
<translation>una fecha en sus metadatos o en su nombre</translation>
</message>
<message>
<source>add the date to its name, for example 20240131</source>
<translation>añada la fecha a su nombre, por ejemplo 20240131</translation>
</message>
<message>
<source>{}: {} of {} dates, {}</source>
<translation>{}: {} de {} fechas, {}</translation>
</message>
<message>
<source>{}: {} of {} dates</source>
<translation>{}: {} de {} fechas</translation>
</message>
<message>
<source>lies on another grid: {}</source>
<translation>está en otra cuadrícula: {}</translation>
</message>
<message>
<source>holds {}, the date {}</source>
<translation>contiene {}, la fecha {}</translation>
</message>
<message>
<source>is of another orbit ({}; the date: {})</source>
<translation>es de otra órbita ({}; la fecha: {})</translation>
</message>
<message>
<source>was taken at another time of day ({}), so from another orbit</source>
<translation>se tomó a otra hora del día ({}), es decir, desde otra órbita</translation>
</message>
<message>
<source>is not earlier than the second date</source>
<translation>no es anterior a la segunda fecha</translation>
</message>
<message>
<source>has no date, neither in its metadata nor in its name</source>
<translation>no tiene fecha, ni en sus metadatos ni en su nombre</translation>
</message>
<message>
<source>is not later than both dates</source>
<translation>no es posterior a ambas fechas</translation>
</message>
<message>
<source>The {} date '{}' is left out, it {}</source>
<translation>La fecha ({}) '{}' se omite, {}</translation>
</message>
<message>
<source>holds the same image as '{}'</source>
<translation>contiene la misma imagen que '{}'</translation>
</message>
<message>
<source>lies {} of '{}' by its content</source>
<translation>está {} de '{}' por su contenido</translation>
</message>
<message>
<source>{}, compared with '{}' by its content</source>
<translation>{}, comparado con '{}' por su contenido</translation>
</message>
<message>
<source>shares its speckle with '{}': one image, calibrated or resampled in two ways</source>
<translation>comparte su moteado con '{}': una misma imagen, calibrada o remuestreada de dos maneras</translation>
</message>
<message>
<source>is the date itself</source>
<translation>es la fecha misma</translation>
</message>
<message>
<source>is another product of the acquisition of '{}'</source>
<translation>es otro producto de la adquisición de '{}'</translation>
</message>
<message>
<source>{} alone is given to the model as both, and the result is worse than of both:</source>
<translation>{} sola se da al modelo como ambas, y el resultado es peor que con ambas:</translation>
</message>
<message>
<source>{}{} (measured on series that have both)</source>
<translation>{}{} (medido en series que tienen ambas)</translation>
</message>
<message>
<source>{} {} dB on one date, area under the ROC curve of change {} instead of {}</source>
<translation>{} {} dB con una fecha, área bajo la curva ROC del cambio {} en lugar de {}</translation>
</message>
<message>
<source>{}by how much was not measured with the model '{}'</source>
<translation>{}cuánto no se midió con el modelo '{}'</translation>
</message>
<message>
<source>The journal of the earlier run holds what no run writes ({})</source>
<translation>El diario de la ejecución anterior contiene lo que ninguna ejecución escribe ({})</translation>
</message>
<message>
<source>run without --resume (QGIS: RESUME) once</source>
<translation>ejecute una vez sin --resume (QGIS: RESUME)</translation>
</message>
<message>
<source>{} ratio original / despeckled</source>
<translation>{} cociente original / filtrada</translation>
</message>
<message>
<source>sums of another form</source>
<translation>sumas de otra forma</translation>
</message>
<message>
<source>counts out of range or no whole numbers</source>
<translation>recuentos fuera de rango o que no son números enteros</translation>
</message>
<message>
<source>The model gave no number for {} measured pixels; they are NaN</source>
<translation>El modelo no dio ningún número para {} píxeles medidos; son NaN</translation>
</message>
<message>
<source>Device: {}, {} ({})</source>
<translation>Dispositivo: {}, {} ({})</translation>
</message>
<message>
<source>The graphics card has too little free memory; the CPU continues (the device was auto)</source>
<translation>La tarjeta gráfica tiene poca memoria libre; continúa la CPU (el dispositivo era auto)</translation>
</message>
<message>
<source>The model gave no number for {} of {} measured pixels</source>
<translation>El modelo no dio un número para {} de {} píxeles medidos</translation>
</message>
<message>
<source>numbers for at least {} of them</source>
<translation>números para al menos {} de ellos</translation>
</message>
<message>
<source>use another model or get its weights again; check the units of the input</source>
<translation>use otro modelo u obtenga de nuevo sus pesos; compruebe las unidades de la entrada</translation>
</message>
<message>
<source>The smallest tile, {} pixels, takes about {} MB of memory, and {} MB are free</source>
<translation>La tesela más pequeña, {} píxeles, ocupa unos {} MB de memoria, y hay {} MB libres</translation>
</message>
<message>
<source>memory for a tile</source>
<translation>memoria para una tesela</translation>
</message>
<message>
<source>close other programs, raise the limit of memory, or choose a smaller model</source>
<translation>cierre otros programas, eleve el límite de memoria o elija un modelo más pequeño</translation>
</message>
<message>
<source>No tile of {} pixels fits {} MB of free memory; tiles have {}</source>
<translation>Ninguna tesela de {} píxeles cabe en {} MB de memoria libre; las teselas tienen {}</translation>
</message>
<message>
<source>The memory of {} does not even hold a tile of {} pixels</source>
<translation>La memoria ({}) no alcanza ni para una tesela de {} píxeles</translation>
</message>
<message>
<source>a few hundred MB of free memory</source>
<translation>unos cientos de MB de memoria libre</translation>
</message>
<message>
<source>close other programs, or choose the device cpu</source>
<translation>cierre otros programas o elija el dispositivo cpu</translation>
</message>
<message>
<source>close other programs</source>
<translation>cierre otros programas</translation>
</message>
<message>
<source>the graphics card ran out of memory</source>
<translation>la tarjeta gráfica se quedó sin memoria</translation>
</message>
<message>
<source>The {} ran out of memory at {} x {} pixels; continuing with smaller tiles</source>
<translation>La memoria ({}) se agotó con {} x {} píxeles; se continúa con teselas más pequeñas</translation>
</message>
<message>
<source>{} tiles are kept; run again with --resume (QGIS: RESUME) to continue</source>
<translation>se conservan {} teselas; ejecute de nuevo con --resume (QGIS: RESUME) para continuar</translation>
</message>
<message>
<source>An earlier run is not continued ({}); starting anew</source>
<translation>No se continúa una ejecución anterior ({}); se empieza de nuevo</translation>
</message>
<message>
<source>its journal '{}' is damaged</source>
<translation>su diario '{}' está dañado</translation>
</message>
<message>
<source>The scratch file '{}' was damaged during the run</source>
<translation>El archivo intermedio '{}' se dañó durante la ejecución</translation>
</message>
<message>
<source>run again</source>
<translation>ejecute de nuevo</translation>
</message>
<message>
<source>The file '{}' of finished tiles cannot be written ({})</source>
<translation>No se puede escribir el archivo '{}' de las teselas terminadas ({})</translation>
</message>
<message>
<source>space for the uncompressed outputs, once more than they need</source>
<translation>espacio para las salidas sin comprimir, otra vez tanto como necesitan</translation>
</message>
<message>
<source>check the free space of the disk, or run without --resume</source>
<translation>compruebe el espacio libre del disco o ejecute sin --resume</translation>
</message>
<message>
<source>Continuing from {} tiles that are done</source>
<translation>Se continúa a partir de {} teselas terminadas</translation>
</message>
<message>
<source>its scratch file '{}' is damaged</source>
<translation>su archivo intermedio '{}' está dañado</translation>
</message>
<message>
<source>it had other inputs, settings, outputs, another model or another machine</source>
<translation>tenía otras entradas, ajustes, salidas, otro modelo u otro equipo</translation>
</message>
<message>
<source>Tiles: {} x {} pixels, halo {}, {} at a time; scene {} x {}</source>
<translation>Teselas: {} x {} píxeles, margen {}, {} a la vez; escena {} x {}</translation>
</message>
<message>
<source>Model: {}, strength {}{}</source>
<translation>Modelo: {}, intensidad {}{}</translation>
</message>
<message>
<source>{} Mpx, of which {} are measured, in {}</source>
<translation>{} Mpx, de los que {} están medidos, en {}</translation>
</message>
<message>
<source>A second date and references are given, and despeckled dates are asked for</source>
<translation>Se dan una segunda fecha y referencias, y se piden fechas filtradas</translation>
</message>
<message>
<source>one of the two</source>
<translation>una de las dos</translation>
</message>
<message>
<source>give the second date as a reference</source>
<translation>dé la segunda fecha como referencia</translation>
</message>
<message>
<source>Fast: arithmetic in bfloat16; despeckled values differ by 0.1 to 0.3 %</source>
<translation>Rápido: aritmética en bfloat16; los valores filtrados difieren de 0.1 a 0.3 %</translation>
</message>
<message>
<source>Fast changes nothing: this processor has no bfloat16</source>
<translation>Rápido no cambia nada: este procesador no tiene bfloat16</translation>
</message>
<message>
<source>Fast changes nothing: it needs PyTorch</source>
<translation>Rápido no cambia nada: necesita PyTorch</translation>
</message>
<message>
<source>, change of the kind '{}' from a probability of {}</source>
<translation>, cambio de la clase '{}' a partir de una probabilidad de {}</translation>
</message>
<message>
<source>The model gave no number for {} measured pixels; despeckled images keep their input there, change has no data</source>
<translation>El modelo no dio un número para {} píxeles medidos; las imágenes filtradas conservan ahí su entrada, el cambio no tiene datos</translation>
</message>
<message>
<source>Mean of input / output (1 is ideal): {}; total power of output / input: {}</source>
<translation>Media de entrada / salida (1 es lo ideal): {}; potencia total de salida / entrada: {}</translation>
</message>
<message>
<source>Changed: {} pixels ({} of those measured){}</source>
<translation>Cambiado: {} píxeles ({} de los medidos){}</translation>
</message>
<message>
<source>{}: the total power of output / input is {} (1 is ideal). The level is not kept well; check the units, or try another model</source>
<translation>{}: la potencia total de salida / entrada es {} (1 es lo ideal). El nivel no se conserva bien; compruebe las unidades o pruebe otro modelo</translation>
</message>
<message>
<source>Extent: {} x {} pixels from column {}, row {}</source>
<translation>Extensión: {} x {} píxeles desde la columna {}, fila {}</translation>
</message>
<message>
<source>No output is asked for</source>
<translation>No se pide ninguna salida</translation>
</message>
<message>
<source>at least one</source>
<translation>al menos una</translation>
</message>
<message>
<source>name an output file</source>
<translation>nombre un archivo de salida</translation>
</message>
<message>
<source>One date is given, but {} asked for</source>
<translation>Se da una fecha, pero se pide {}</translation>
</message>
<message>
<source>two dates</source>
<translation>dos fechas</translation>
</message>
<message>
<source>give the second date</source>
<translation>dé la segunda fecha</translation>
</message>
<message>
<source>{} asked for without later dates</source>
<translation>se pide {} sin fechas posteriores</translation>
</message>
<message>
<source>later dates</source>
<translation>fechas posteriores</translation>
</message>
<message>
<source>give later dates</source>
<translation>dé fechas posteriores</translation>
</message>
<message>
<source>Later dates are given, and no output that shows what they say</source>
<translation>Se dan fechas posteriores y ninguna salida que muestre lo que dicen</translation>
</message>
<message>
<source>first_change, confirmations or polygons</source>
<translation>first_change, confirmations o polygons</translation>
</message>
<message>
<source>name one of these outputs, or leave the later dates out</source>
<translation>nombre una de estas salidas u omita las fechas posteriores</translation>
</message>
<message>
<source>None of the later dates can be used, see the log</source>
<translation>Ninguna de las fechas posteriores se puede usar, véase el registro</translation>
</message>
<message>
<source>dates after both images, of the same grid and orbit</source>
<translation>fechas posteriores a ambas imágenes, de la misma cuadrícula y órbita</translation>
</message>
<message>
<source>give others, or leave them out</source>
<translation>dé otras u omítalas</translation>
</message>
<message>
<source>No pixel in the extent {} was measured on both dates</source>
<translation>Ningún píxel de la extensión {} se midió en ambas fechas</translation>
</message>
<message>
<source>No pixel in the extent {} was measured</source>
<translation>Ningún píxel de la extensión {} se midió</translation>
</message>
<message>
<source>an extent with measurements</source>
<translation>una extensión con mediciones</translation>
</message>
<message>
<source>choose another extent</source>
<translation>elija otra extensión</translation>
</message>
<message>
<source>Date {}: {}</source>
<translation>Fecha {}: {}</translation>
</message>
<message>
<source>C12 is left out of input and output, because date {} has VV and VH only</source>
<translation>C12 se omite en la entrada y la salida, porque la fecha {} solo tiene VV y VH</translation>
</message>
<message>
<source>alone, no other date of its grid and orbit</source>
<translation>sola, no hay otra fecha de su cuadrícula y órbita</translation>
</message>
<message>
<source>{}: done before</source>
<translation>{}: ya estaba hecha</translation>
</message>
<message>
<source>{} It is left out of the reference</source>
<translation>{} Se omite en la referencia</translation>
</message>
<message>
<source>No date is given</source>
<translation>No se da ninguna fecha</translation>
</message>
<message>
<source>the rasters of the dates</source>
<translation>los rásters de las fechas</translation>
</message>
<message>
<source>give them</source>
<translation>indíquelos</translation>
</message>
<message>
<source>{} files do not hold the backscatter of one date and are left out: {}</source>
<translation>{} archivos no contienen la retrodispersión de una fecha y se omiten: {}</translation>
</message>
<message>
<source>Names and metadata do not state the orbit of every date; those are taken to be of one orbit. Keep ascending and descending images in folders of their own</source>
<translation>Los nombres y metadatos no indican la órbita de cada fecha; esas se toman por una misma órbita. Guarde las imágenes ascendentes y descendentes en carpetas propias</translation>
</message>
<message>
<source>Every date is despeckled alone: no two of them are of one grid, one orbit and different days{}</source>
<translation>Cada fecha se filtra sola: no hay dos de una misma cuadrícula, una misma órbita y días distintos{}</translation>
</message>
<message>
<source>'{}' states no date in its name or metadata</source>
<translation>'{}' no indica ninguna fecha en su nombre o metadatos</translation>
</message>
<message>
<source>name it with its date, for example 20240131</source>
<translation>póngale su fecha en el nombre, por ejemplo 20240131</translation>
</message>
<message>
<source>'{}' is both the folder of the dates and of the results</source>
<translation>'{}' es a la vez la carpeta de las fechas y la de los resultados</translation>
</message>
<message>
<source>a folder of its own for the results, which would be taken for dates next time</source>
<translation>una carpeta propia para los resultados, que la próxima vez se tomarían por fechas</translation>
</message>
<message>
<source>choose another output folder</source>
<translation>elija otra carpeta de salida</translation>
</message>
<message>
<source>'{}' is not a folder</source>
<translation>'{}' no es una carpeta</translation>
</message>
<message>
<source>a folder with one raster per date</source>
<translation>una carpeta con un ráster por fecha</translation>
</message>
<message>
<source>check the path</source>
<translation>compruebe la ruta</translation>
</message>
<message>
<source>The folder '{}' holds no raster</source>
<translation>La carpeta '{}' no contiene ningún ráster</translation>
</message>
<message>
<source>files named {}</source>
<translation>archivos con nombres {}</translation>
</message>
<message>
<source>choose the folder of the dates</source>
<translation>elija la carpeta de las fechas</translation>
</message>
<message>
<source>No file of '{}' holds the backscatter of one date: {}</source>
<translation>Ningún archivo de '{}' contiene la retrodispersión de una fecha: {}</translation>
</message>
<message>
<source>one raster per date, its bands named; or a stack whose bands state polarisation and date, as VV_20240131</source>
<translation>un ráster por fecha, con nombres en las bandas; o una pila cuyas bandas indiquen polarización y fecha, como VV_20240131</translation>
</message>
<message>
<source>name the bands of a stack so, or write every date to a file of its own, named with the date: gdal_translate -b 1 -b 2 STACK s1_20240131.tif, where 1 and 2 are its VV and VH</source>
<translation>Nombre así las bandas de una pila, o escriba cada fecha en un archivo propio, con la fecha en el nombre: gdal_translate -b 1 -b 2 STACK s1_20240131.tif, donde 1 y 2 son su VV y VH</translation>
</message>
<message>
<source>'{}' and '{}' would have one output, '{}'; rename one of them</source>
<translation>'{}' y '{}' tendrían una misma salida, '{}'; cambie el nombre de una</translation>
</message>
<message>
<source>; all state the same day, {}</source>
<translation>; todas indican el mismo día, {}</translation>
</message>
<message>
<source>The output folder '{}' cannot be made ({})</source>
<translation>La carpeta de salida '{}' no se puede crear ({})</translation>
</message>
<message>
<source>a folder you may write to</source>
<translation>una carpeta en la que pueda escribir</translation>
</message>
<message>
<source>choose another folder</source>
<translation>elija otra carpeta</translation>
</message>
<message>
<source>A path is {}</source>
<translation>Una ruta es {}</translation>
</message>
<message>
<source>a text or a pathlib.Path</source>
<translation>un texto o un pathlib.Path</translation>
</message>
<message>
<source>The bands are {}</source>
<translation>Las bandas son {}</translation>
</message>
<message>
<source>two numbers (VV, VH), four (C11, Re C12, Im C12, C22), or one (a polarisation alone), counted from 1</source>
<translation>dos números (VV, VH), cuatro (C11, Re C12, Im C12, C22), o uno (una polarización sola), contados desde 1</translation>
</message>
<message>
<source>correct the band numbers, or leave them out to have the bands recognised</source>
<translation>corrija los números de banda u omítalos para que las bandas se reconozcan</translation>
</message>
<message>
<source>A threshold and a share of false alarms are given</source>
<translation>Se dan un umbral y una proporción de falsas alarmas</translation>
</message>
<message>
<source>leave one out</source>
<translation>omita una de las dos</translation>
</message>
<message>
<source>A minimum area in pixels and one in hectares are given</source>
<translation>Se dan una superficie mínima en píxeles y otra en hectáreas</translation>
</message>
<message>
<source>The setting {} is '{}'</source>
<translation>El ajuste {} es '{}'</translation>
</message>
<message>
<source>correct {}</source>
<translation>corrija {}</translation>
</message>
<message>
<source>numbers, for example (1, 2)</source>
<translation>números, por ejemplo (1, 2)</translation>
</message>
<message>
<source>correct them</source>
<translation>corríjalos</translation>
</message>
<message>
<source>The creation option is '{}'</source>
<translation>La opción de creación es '{}'</translation>
</message>
<message>
<source>KEY=VALUE, for example COMPRESS=ZSTD</source>
<translation>CLAVE=VALOR, por ejemplo COMPRESS=ZSTD</translation>
</message>
<message>
<source>correct the option</source>
<translation>corrija la opción</translation>
</message>
<message>
<source>Tiles of {} with a halo of {} on a grid of {} for {} x {} pixels</source>
<translation>Teselas de {} con un margen de {} en una cuadrícula de {} para {} x {} píxeles</translation>
</message>
<message>
<source>positive sizes</source>
<translation>tamaños positivos</translation>
</message>
<message>
<source>correct the tile size</source>
<translation>corrija el tamaño de la tesela</translation>
</message>
<message>
<source>{}: the level of the whole scene differs by {} ({})</source>
<translation>{}: el nivel de toda la escena difiere en {} ({})</translation>
</message>
<message>
<source>{}: not measured, for too little was measured on both dates</source>
<translation>{}: no se ha determinado, porque hay muy pocos datos en ambas fechas</translation>
</message>
<message>
<source>the level of {} of the scene differs like its median, {}</source>
<translation>el nivel del {} de la escena difiere como su mediana, {}</translation>
</message>
<message>
<source>{}: no common offset to take out ({})</source>
<translation>{}: no hay una diferencia común de nivel que restar ({})</translation>
</message>
<message>
<source>rain, frost, snow, or a change over most of it. Small changes within it are less certain</source>
<translation>lluvia, helada, nieve, o un cambio en la mayor parte. Los cambios pequeños dentro de ella son menos seguros</translation>
</message>
<message>
<source>The level of the whole scene differs by {} dB: {}</source>
<translation>El nivel de toda la escena difiere en {} dB: {}</translation>
</message>
<message>
<source>{} of the scene have not moved with the rest, and will show as change. If it is the rest that has changed, as where most of a scene is flooded, set the weather to keep</source>
<translation>El {} de la escena no ha variado con el resto y aparecerá como cambio. Si lo que ha cambiado es el resto, por ejemplo porque la mayor parte de la escena está inundada, ponga «Tiempo meteorológico» en keep</translation>
</message>
<message>
<source>'{}' is a PyTorch checkpoint, not a model</source>
<translation>'{}' es un checkpoint de PyTorch, no un modelo</translation>
</message>
<message>
<source>a name, a .safetensors file or its .json card</source>
<translation>un nombre, un archivo .safetensors o su ficha .json</translation>
</message>
<message>
<source>import it: python -m mtdn_core import-checkpoint {} {}{}</source>
<translation>impórtelo: python -m mtdn_core import-checkpoint {} {}{}</translation>
</message>
<message>
<source>There is no model named '{}'</source>
<translation>No hay ningún modelo llamado '{}'</translation>
</message>
<message>
<source>one of the shipped models ({}), or the path of a .safetensors file or of its .json card</source>
<translation>uno de los modelos incluidos ({}), o la ruta de un archivo .safetensors o de su ficha .json</translation>
</message>
<message>
<source>choose one of these</source>
<translation>elija uno de estos</translation>
</message>
<message>
<source>The {} of model '{}' are missing: there is no such file</source>
<translation>Falta: {} del modelo '{}', no existe ese archivo</translation>
</message>
<message>
<source>weights and card side by side, with one stem ({} and {})</source>
<translation>pesos y ficha uno junto al otro, con la misma raíz ({} y {})</translation>
</message>
<message>
<source>give the path of an existing .safetensors file with its .json card</source>
<translation>dé la ruta de un archivo .safetensors existente con su ficha .json</translation>
</message>
<message>
<source>A model card has '{}' = {}</source>
<translation>Una ficha de modelo tiene '{}' = {}</translation>
</message>
<message>
<source>The card of model '{}' asks for the architecture '{}'</source>
<translation>La ficha del modelo '{}' pide la arquitectura '{}'</translation>
</message>
<message>
<source>update this software, or use a model made for it</source>
<translation>actualice este programa o use un modelo hecho para él</translation>
</message>
<message>
<source>'{}' is not a model card: it lacks {}</source>
<translation>'{}' no es una ficha de modelo: le falta {}</translation>
</message>
<message>
<source>a JSON object with {}</source>
<translation>un objeto JSON con {}</translation>
</message>
<message>
<source>give the model's .safetensors or its .json card</source>
<translation>dé el archivo .safetensors del modelo o su ficha .json</translation>
</message>
<message>
<source>The card '{}' has unknown entries: {}</source>
<translation>La ficha '{}' tiene entradas desconocidas: {}</translation>
</message>
<message>
<source>only {}</source>
<translation>solo {}</translation>
</message>
<message>
<source>update this software, or correct the card</source>
<translation>actualice este programa o corrija la ficha</translation>
</message>
<message>
<source>The model card '{}' has {} bytes</source>
<translation>La ficha de modelo '{}' tiene {} bytes</translation>
</message>
<message>
<source>at most {}</source>
<translation>como máximo {}</translation>
</message>
<message>
<source>The model card '{}' cannot be read: {}</source>
<translation>La ficha de modelo '{}' no se puede leer: {}</translation>
</message>
<message>
<source>'{}' is not a model card: {}</source>
<translation>'{}' no es una ficha de modelo: {}</translation>
</message>
<message>
<source>JSON</source>
<translation>JSON</translation>
</message>
<message>
<source>The model '{}' needs PyTorch, which is not installed</source>
<translation>El modelo '{}' necesita PyTorch, que no está instalado</translation>
</message>
<message>
<source>PyTorch, or the model mtdn-compact, which runs without it</source>
<translation>PyTorch, o el modelo mtdn-compact, que funciona sin él</translation>
</message>
<message>
<source>choose mtdn-compact, or install PyTorch: {}</source>
<translation>elija mtdn-compact o instale PyTorch: {}</translation>
</message>
<message>
<source>'{}' has settings that '{}' does not take: {}</source>
<translation>'{}' tiene ajustes que '{}' no acepta: {}</translation>
</message>
<message>
<source>the settings with which the weights were trained</source>
<translation>los ajustes con los que se entrenaron los pesos</translation>
</message>
<message>
<source>restore the card that came with the weights</source>
<translation>restaure la ficha que venía con los pesos</translation>
</message>
<message>
<source>'{}' asks for {}</source>
<translation>'{}' pide {}</translation>
</message>
<message>
<source>The device '{}' was asked for, but {} available to PyTorch {}</source>
<translation>Se pidió el dispositivo '{}', pero {} disponible para PyTorch {}</translation>
</message>
<message>
<source>a working NVIDIA driver and a CUDA build of PyTorch, or the device cpu</source>
<translation>un controlador de NVIDIA que funcione y un PyTorch con CUDA, o el dispositivo cpu</translation>
</message>
<message>
<source>use the device 'cpu', or install a CUDA build of PyTorch</source>
<translation>use el dispositivo 'cpu' o instale un PyTorch con CUDA</translation>
</message>
<message>
<source>The weights '{}' do not fit the architecture '{}': entries {}</source>
<translation>Los pesos '{}' no encajan en la arquitectura '{}': entradas {}</translation>
</message>
<message>
<source>weights and card of one model</source>
<translation>pesos y ficha de un mismo modelo</translation>
</message>
<message>
<source>copy both files again from where they came</source>
<translation>copie de nuevo ambos archivos de su origen</translation>
</message>
<message>
<source>'{}' is not a device</source>
<translation>'{}' no es un dispositivo</translation>
</message>
<message>
<source>cpu, cuda or cuda:N</source>
<translation>cpu, cuda o cuda:N</translation>
</message>
<message>
<source>a GeoTIFF, a folder, or both</source>
<translation>un GeoTIFF, una carpeta, o ambos</translation>
</message>
<message>
<source>name one</source>
<translation>nombre uno</translation>
</message>
<message>
<source>The elements of '{}' declare different nodata values: {}</source>
<translation>Los elementos de '{}' declaran valores sin datos distintos: {}</translation>
</message>
<message>
<source>one nodata value for the matrix</source>
<translation>un valor sin datos para la matriz</translation>
</message>
<message>
<source>give all four the same</source>
<translation>dé el mismo a los cuatro</translation>
</message>
<message>
<source>'{}' holds {}</source>
<translation>'{}' contiene {}</translation>
</message>
<message>
<source>the four elements of C2 (C11, Re C12, Im C12, C22)</source>
<translation>los cuatro elementos de C2 (C11, Re C12, Im C12, C22)</translation>
</message>
<message>
<source>choose a covariance matrix; intensities alone have no C12</source>
<translation>elija una matriz de covarianza; las intensidades solas no tienen C12</translation>
</message>
<message>
<source>'{}' holds {} numbers that 32 bits do not hold</source>
<translation>'{}' contiene {} números que no caben en 32 bits</translation>
</message>
<message>
<source>32-bit floating point</source>
<translation>coma flotante de 32 bits</translation>
</message>
<message>
<source>convert it first, which rounds it (gdal_translate -ot Float32)</source>
<translation>conviértalo antes, lo que redondea (gdal_translate -ot Float32)</translation>
</message>
<message>
<source>The folder '{}' cannot be made: it holds files, or there is no folder to make it in</source>
<translation>La carpeta '{}' no se puede crear: contiene archivos, o no hay carpeta donde crearla</translation>
</message>
<message>
<source>a folder that does not exist or is empty</source>
<translation>una carpeta que no exista o esté vacía</translation>
</message>
<message>
<source>choose another name</source>
<translation>elija otro nombre</translation>
</message>
<message>
<source>The headers of '{}' do not hold the whole georeference: {}</source>
<translation>Las cabeceras de '{}' no recogen toda la georreferencia: {}</translation>
</message>
<message>
<source>The folder '{}' cannot be written ({})</source>
<translation>La carpeta '{}' no se puede escribir ({})</translation>
</message>
<message>
<source>a folder with free space you may write to</source>
<translation>una carpeta con espacio libre en la que pueda escribir</translation>
</message>
<message>
<source>Bands: {}</source>
<translation>Bandas: {}</translation>
</message>
<message>
<source>The window is {} pixels</source>
<translation>La ventana tiene {} píxeles</translation>
</message>
<message>
<source>an odd number</source>
<translation>un número impar</translation>
</message>
<message>
<source>take one more or one less</source>
<translation>tome uno más o uno menos</translation>
</message>
<message>
<source>'{}' holds {} alone, which has no polarimetric features</source>
<translation>'{}' contiene {} sola, que no tiene características polarimétricas</translation>
</message>
<message>
<source>VV and VH, or C2</source>
<translation>VV y VH, o C2</translation>
</message>
<message>
<source>give the other polarisation, or further dates for temporal features</source>
<translation>dé la otra polarización, o más fechas para características temporales</translation>
</message>
<message>
<source>C2 is averaged over {} x {} pixels for entropy, alpha, degree of polarisation and m-chi</source>
<translation>C2 se promedia sobre {} x {} píxeles para la entropía, alfa, el grado de polarización y m-chi</translation>
</message>
<message>
<source>the same polarisations on all dates</source>
<translation>las mismas polarizaciones en todas las fechas</translation>
</message>
<message>
<source>leave it out, or give its other polarisation</source>
<translation>omítala o dé su otra polarización</translation>
</message>
<message>
<source>'{}' is given twice</source>
<translation>'{}' se da dos veces</translation>
</message>
<message>
<source>each date once</source>
<translation>cada fecha una vez</translation>
</message>
<message>
<source>leave one of them out</source>
<translation>omita una de ellas</translation>
</message>
<message>
<source>The pixels of '{}' are of another size: one of the first date covers {} x {} of them. Speckle and detail differ from date to date, and that shows as change</source>
<translation>Los píxeles de '{}' son de otro tamaño: uno de la primera fecha cubre {} x {} de ellos. El moteado y el detalle difieren de una fecha a otra, y eso aparece como cambio</translation>
</message>
<message>
<source>'{}' cannot be brought onto the grid of the first date: {}</source>
<translation>'{}' no se puede llevar a la cuadrícula de la primera fecha: {}</translation>
</message>
<message>
<source>a geotransform and a CRS of both dates</source>
<translation>una geotransformación y un SRC de ambas fechas</translation>
</message>
<message>
<source>georeference both dates (terrain correction)</source>
<translation>georreferencie ambas fechas (corrección del terreno)</translation>
</message>
<message>
<source>'{}' does not overlap the first date</source>
<translation>'{}' no se solapa con la primera fecha</translation>
</message>
<message>
<source>two images of one place</source>
<translation>dos imágenes de un mismo lugar</translation>
</message>
<message>
<source>choose images that overlap</source>
<translation>elija imágenes que se solapen</translation>
</message>
<message>
<source>A pixel of the first date covers {} x {} pixels of '{}'</source>
<translation>Un píxel de la primera fecha cubre {} x {} píxeles de '{}'</translation>
</message>
<message>
<source>pixel sizes that differ by a factor of at most {}</source>
<translation>tamaños de píxel que difieran como máximo en un factor {}</translation>
</message>
<message>
<source>use products of one pixel size</source>
<translation>use productos con un mismo tamaño de píxel</translation>
</message>
<message>
<source>A date cannot be brought onto the grid of the first{}</source>
<translation>Una fecha no se puede llevar a la cuadrícula de la primera{}</translation>
</message>
<message>
<source>align it by gdalwarp first</source>
<translation>alinéela antes con gdalwarp</translation>
</message>
<message>
<source>gdalwarp {}-te {} -tr {} {} -r bilinear {}</source>
<translation>gdalwarp {}-te {} -tr {} {} -r bilinear {}</translation>
</message>
<message>
<source>VV and VH, or the four bands of C2 (C11, Re C12, Im C12, C22)</source>
<translation>VV y VH, o las cuatro bandas de C2 (C11, Re C12, Im C12, C22)</translation>
</message>
<message>
<source>state the band numbers (QGIS: Bands; --bands, --before-bands, --after-bands): VV,VH or C11,Re C12,Im C12,C22 (of several files one number each), or the one number of a band that its description or the file's name calls VV, VH, HH or HV</source>
<translation>indique los números de banda (QGIS: Bandas; --bands, --before-bands, --after-bands): VV,VH o C11,Re C12,Im C12,C22 (con varios archivos, un número cada uno), o el único número de una banda que su descripción o el nombre del archivo llame VV, VH, HH o HV</translation>
</message>
<message>
<source>HH and HV are taken in place of VV and VH, which the models learned from; how much worse the result is was not measured for want of such images: compare it with the original (assess)</source>
<translation>HH y HV se toman en lugar de VV y VH, con los que aprendieron los modelos; cuánto peor es el resultado no se midió por falta de tales imágenes: compárelo con la original (assess)</translation>
</message>
<message>
<source>The names of the bands of '{}' tell nothing, their values were taken: {}; state the numbers to be sure</source>
<translation>Los nombres de las bandas de '{}' no dicen nada, se tomaron sus valores: {}; indique los números para estar seguro</translation>
</message>
<message>
<source>{} was not found beside {} of '{}' (looked for: {})</source>
<translation>{} no se encontró junto a {} de '{}' (se buscó: {})</translation>
</message>
<message>
<source>{}. {} alone is used; if there is {}, give it (in QGIS VH file; --vh)</source>
<translation>{}. Se usa {} sola; si existe {}, déla (en QGIS archivo VH; --vh)</translation>
</message>
<message>
<source>{} has {} band(s), and neither descriptions nor file name tell what they are</source>
<translation>{} tiene {} bandas, y ni las descripciones ni el nombre del archivo dicen qué son</translation>
</message>
<message>
<source>give the file of the other polarisation, too (INPUT_VH, --vh); to use one alone, rename the file for its polarisation, for example to NAME_VV.tif</source>
<translation>dé también el archivo de la otra polarización (INPUT_VH, --vh); para usar una sola, llame al archivo por su polarización, por ejemplo NAME_VV.tif</translation>
</message>
<message>
<source>{} band numbers are stated for {} files</source>
<translation>Se indican {} números de banda para {} archivos</translation>
</message>
<message>
<source>one number per file, or all in one file</source>
<translation>un número por archivo, o todos en un archivo</translation>
</message>
<message>
<source>state as many numbers as there are files, or leave them out</source>
<translation>indique tantos números como archivos haya, u omítalos</translation>
</message>
<message>
<source>The bands {} name one band twice</source>
<translation>Las bandas {} nombran una banda dos veces</translation>
</message>
<message>
<source>correct the numbers</source>
<translation>corrija los números</translation>
</message>
<message>
<source>a name that states {}</source>
<translation>un nombre que indique {}</translation>
</message>
<message>
<source>; '{}' lies there and may be it</source>
<translation>; '{}' está ahí y puede serlo</translation>
</message>
<message>
<source>'{}' holds VV and VH, and a VH file is given, too</source>
<translation>'{}' contiene VV y VH, y además se da un archivo VH</translation>
</message>
<message>
<source>VH once</source>
<translation>VH una vez</translation>
</message>
<message>
<source>leave out the VH file, or give a first file that holds VV only</source>
<translation>omita el archivo VH, o dé un primer archivo que solo contenga VV</translation>
</message>
<message>
<source>band {} is {} dB darker, as VH is</source>
<translation>la banda {} es {} dB más oscura, como lo es VH</translation>
</message>
<message>
<source>{} holds {}</source>
<translation>{} contiene {}</translation>
</message>
<message>
<source>give the file of the other polarisation, too; to use other combinations, state the band numbers as VV,VH</source>
<translation>dé también el archivo de la otra polarización; para usar otras combinaciones, indique los números de banda como VV,VH</translation>
</message>
<message>
<source>{} holds a full-polarisation matrix (C3 or T3)</source>
<translation>{} contiene una matriz de polarización completa (C3 o T3)</translation>
</message>
<message>
<source>convert it to C2 of VV and VH</source>
<translation>conviértala a C2 de VV y VH</translation>
</message>
<message>
<source>{} holds {} but no {}</source>
<translation>{} contiene {} pero no {}</translation>
</message>
<message>
<source>give the file of the other polarisation (INPUT_VH, --vh), or name it alike ({}..._VV.tif, ..._VH.tif) beside it</source>
<translation>dé el archivo de la otra polarización (INPUT_VH, --vh), o póngalo al lado con un nombre semejante ({}..._VV.tif, ..._VH.tif)</translation>
</message>
<message>
<source>one date per file</source>
<translation>una fecha por archivo</translation>
</message>
<message>
<source>give one of these files and the VH file of its date</source>
<translation>dé uno de estos archivos y el archivo VH de su fecha</translation>
</message>
<message>
<source>Band {} is stated, but '{}' has {} band(s)</source>
<translation>Se indica la banda {}, pero '{}' tiene {} bandas</translation>
</message>
<message>
<source>Band {} of '{}' alone is stated, and it is {}</source>
<translation>Se indica la banda {} de '{}' sola, y es {}</translation>
</message>
<message>
<source>Band {} of '{}' alone is stated, and nothing tells what it is</source>
<translation>Se indica la banda {} de '{}' sola, y nada dice qué es</translation>
</message>
<message>
<source>VV, VH, HH or HV in the description of the band or in the name of the file</source>
<translation>VV, VH, HH o HV en la descripción de la banda o en el nombre del archivo</translation>
</message>
<message>
<source>rename the file, for example to NAME_VV.tif, or state two or four bands</source>
<translation>cambie el nombre del archivo, por ejemplo a NAME_VV.tif, o indique dos o cuatro bandas</translation>
</message>
<message>
<source>The VV and VH files were exchanged: '{}' is VV by its name</source>
<translation>Los archivos VV y VH se intercambiaron: '{}' es VV por su nombre</translation>
</message>
<message>
<source>Both files are {} by their names: '{}', '{}'</source>
<translation>Ambos archivos son {} por sus nombres: '{}', '{}'</translation>
</message>
<message>
<source>the VV file and the VH file of one date</source>
<translation>el archivo VV y el archivo VH de una fecha</translation>
</message>
<message>
<source>give the other polarisation as the second file</source>
<translation>dé la otra polarización como segundo archivo</translation>
</message>
<message>
<source>The two bands of '{}' have no telling names and the same brightness</source>
<translation>Las dos bandas de '{}' no tienen nombres que digan algo y tienen el mismo brillo</translation>
</message>
<message>
<source>The two bands of '{}' have no telling names, and differ by {} dB</source>
<translation>Las dos bandas de '{}' no tienen nombres elocuentes y difieren en {} dB</translation>
</message>
<message>
<source>name of its source</source>
<translation>nombre de su origen</translation>
</message>
<message>
<source>No band of '{}' is named {}, it has {}</source>
<translation>Ninguna banda de '{}' se llama {}, hay {}</translation>
</message>
<message>
<source>Band {} of '{}' has no name, and no speckle</source>
<translation>La banda {} de '{}' no tiene nombre ni moteado</translation>
</message>
<message>
<source>they cannot tell Re C12 from Im C12</source>
<translation>no distinguen Re C12 de Im C12</translation>
</message>
<message>
<source>'{}' and '{}' lie on different grids: {}</source>
<translation>'{}' y '{}' están en cuadrículas distintas: {}</translation>
</message>
<message>
<source>the same CRS, origin, pixel size and size for all dates</source>
<translation>el mismo SRC, origen, tamaño de píxel y tamaño en todas las fechas</translation>
</message>
<message>
<source>: slopes and buildings look different from there, and that shows as change</source>
<translation>: las laderas y los edificios se ven distintos desde allí, y eso aparece como cambio</translation>
</message>
<message>
<source>bring both onto a map grid first (terrain correction), and one onto that of the other (--align)</source>
<translation>lleve primero ambas a una cuadrícula de mapa (corrección del terreno), y una a la de la otra (--align)</translation>
</message>
<message>
<source>No pixel was measured on both dates: '{}' and '{}' do not overlap</source>
<translation>Ningún píxel se midió en ambas fechas: '{}' y '{}' no se solapan</translation>
</message>
<message>
<source>two different dates</source>
<translation>dos fechas distintas</translation>
</message>
<message>
<source>choose another date</source>
<translation>elija otra fecha</translation>
</message>
<message>
<source>The scenes' levels differ by {}: '{}' ({}) and '{}' ({}) are on different scales</source>
<translation>Los niveles de las escenas difieren en {}: '{}' ({}) y '{}' ({}) están en escalas distintas</translation>
</message>
<message>
<source>two dates of one calibration (both sigma0, or both gamma0)</source>
<translation>dos fechas con una misma calibración (ambas sigma0, o ambas gamma0)</translation>
</message>
<message>
<source>calibrate both dates alike, or state the units of the dates one by one by converting one of them</source>
<translation>calibre ambas fechas igual, o convierta una de ellas para que las unidades de cada una se conozcan</translation>
</message>
<message>
<source>'{}' is already despeckled; filtering it again takes detail away. Give the original image</source>
<translation>'{}' ya está filtrada; filtrarla otra vez quita detalle. Dé la imagen original</translation>
</message>
<message>
<source>give the file without one the georeference of the other (gdal_edit.py -a_srs -a_ullr), or correct both</source>
<translation>dé al archivo que no la tiene la georreferencia del otro (gdal_edit.py -a_srs -a_ullr), o corrija ambos</translation>
</message>
<message>
<source>{} of the pixels hold the same values on '{}' and '{}': one measurement in both, as in mosaics. No change is found there, and no date helps the other</source>
<translation>{} de los píxeles tienen los mismos valores en '{}' y '{}': la misma medición en ambas, como en los mosaicos. Allí no se encuentra ningún cambio, y ninguna fecha ayuda a la otra</translation>
</message>
<message>
<source>'{}' and '{}' share their speckle: one image, calibrated or resampled in two ways. No change is found, and no date helps the other. Give images of two passes</source>
<translation>'{}' y '{}' comparten su moteado: una misma imagen, calibrada o remuestreada de dos maneras. No se encuentra ningún cambio, y ninguna fecha ayuda a la otra. Indique imágenes de dos pasadas</translation>
</message>
<message>
<source>The speckle of '{}' is {} times weaker than that of the other date: it was filtered or averaged, or its units are others, and that shows as change. Give both dates as the same product, not filtered</source>
<translation>El moteado de '{}' es {} veces más débil que el de la otra fecha: fue filtrada o promediada, o sus unidades son otras, y eso aparece como cambio. Dé ambas fechas como el mismo producto, sin filtrar</translation>
</message>
<message>
<source>'{}' {}, compared with '{}' by its content, although both lie on one grid. What comes out says nothing: check their georeference, and that both are images of one place</source>
<translation>'{}' {}, comparado con '{}' por su contenido, aunque ambos están en una misma cuadrícula. El resultado no dice nada: revise su georreferencia y que ambas sean imágenes de un mismo lugar</translation>
</message>
<message>
<source>'{}' lies {} of '{}' by its content: edges will show as change, and are blurred where the dates help each other. Register the dates to each other (SNAP: coregistration), or check their georeference</source>
<translation>'{}' está {} de '{}' por su contenido: los bordes aparecerán como cambio, y se difuminan donde las fechas se ayudan. Registre las fechas entre sí (SNAP: coregistration) o compruebe su georreferencia</translation>
</message>
<message>
<source>The scenes' levels differ by {}; check that both dates are calibrated alike</source>
<translation>Los niveles de las escenas difieren en {}; compruebe que ambas fechas están calibradas igual</translation>
</message>
<message>
<source>The earlier image '{}' ({}) is later than '{}' ({}); check the order</source>
<translation>La imagen anterior '{}' ({}) es posterior a '{}' ({}); compruebe el orden</translation>
</message>
<message>
<source>'{}' holds {}, '{}' {}: they differ with the incidence angle and on slopes, and that shows as change. Give the same quantity of both dates</source>
<translation>'{}' contiene {}, '{}' {}: difieren con el ángulo de incidencia y en las laderas, y eso aparece como cambio. Dé la misma magnitud de ambas fechas</translation>
</message>
<message>
<source>The dates are of different orbits ({}; {}){}</source>
<translation>Las fechas son de órbitas distintas ({}; {}){}</translation>
</message>
<message>
<source>'{}' and '{}' take band {} of the same file, '{}'</source>
<translation>'{}' y '{}' toman la banda {} del mismo archivo, '{}'</translation>
</message>
<message>
<source>choose another date; of a file that holds several dates, state the band numbers of each</source>
<translation>elija otra fecha; si un archivo contiene varias fechas, indique los números de banda de cada una</translation>
</message>
<message>
<source>give '{}' its CRS; if it is that of the other date, {}</source>
<translation>dé a '{}' su SRC; si es el de la otra fecha, {}</translation>
</message>
<message>
<source>The earlier image '{}' is later than '{}' by their names; check the order</source>
<translation>La imagen anterior '{}' es posterior a '{}' por sus nombres; compruebe el orden</translation>
</message>
<message>
<source>'{}' and '{}' were taken at different times of day ({} and {}), so from different orbits{}</source>
<translation>'{}' y '{}' se tomaron a horas distintas del día ({} y {}), es decir, desde órbitas distintas{}</translation>
</message>
<message>
<source>choose images that overlap, which these do not, or correct their CRS</source>
<translation>elija imágenes que se superpongan, lo que estas no hacen, o corrija su SRC</translation>
</message>
<message>
<source>have the other dates brought onto the grid of the first (in QGIS Align other dates, on the command line --align bilinear)</source>
<translation>haga llevar las otras fechas a la cuadrícula de la primera (en QGIS Alinear las otras fechas, en la línea de órdenes --align bilinear)</translation>
</message>
<message>
<source>'{}' and '{}' were taken on the same day: two products of one acquisition share their speckle and show no change</source>
<translation>'{}' y '{}' se tomaron el mismo día: dos productos de una misma adquisición comparten su moteado y no muestran cambio</translation>
</message>
<message>
<source>, or do it with 'Warp (reproject)', {}</source>
<translation>, o hágalo con 'Combar (reproyectar)', {}</translation>
</message>
<message>
<source>'{}' holds no measured pixel: sampled values lie between {} and {}, which no radar measures</source>
<translation>'{}' no contiene ningún píxel medido: los valores examinados están entre {} y {}, lo que ningún radar mide</translation>
</message>
<message>
<source>backscatter in linear power, amplitude or dB</source>
<translation>retrodispersión en potencia lineal, amplitud o dB</translation>
</message>
<message>
<source>check the file, and the units if they were stated</source>
<translation>compruebe el archivo, y las unidades si se indicaron</translation>
</message>
<message>
<source>{}: {} sampled values are infinite and are taken for nodata</source>
<translation>{}: {} valores de la muestra son infinitos y se toman por sin datos</translation>
</message>
<message>
<source>{} of the sampled pixels hold {} and are taken for measured: values cut off there, or a fill that nothing declares. If it is a fill, declare it as nodata (gdal_edit.py -a_nodata), in arrays as NaN</source>
<translation>{} de los píxeles de la muestra tienen el valor {} y se toman por medidos: valores recortados ahí, o un relleno que nada declara. Si es un relleno, declárelo como nodata (gdal_edit.py -a_nodata), en matrices como NaN</translation>
</message>
<message>
<source>{}: the mean of the input is {} of that of the powers used for it: over wide areas it lies below zero, as where more than the noise was subtracted, and is taken for 0. Subtract less noise, or none</source>
<translation>{}: la media de la entrada es {} de la media de las potencias que se usan en su lugar: en áreas extensas es inferior a cero, como donde se restó más que el ruido, y se toma como 0. Reste menos ruido, o ninguno</translation>
</message>
<message>
<source>{} and {} hold the same values</source>
<translation>{} y {} contienen los mismos valores</translation>
</message>
<message>
<source>two polarisations</source>
<translation>dos polarizaciones</translation>
</message>
<message>
<source>give the band or file of each</source>
<translation>dé la banda o el archivo de cada una</translation>
</message>
<message>
<source>VH ({}) is {} dB against VV ({}); cross-polarised backscatter is 4 to 15 dB darker. The bands look exchanged, or are one polarisation: {}</source>
<translation>VH ({}) está a {} dB respecto a VV ({}); la retrodispersión de polarización cruzada es de 4 a 15 dB más oscura. Las bandas parecen intercambiadas, o son una sola polarización: {}</translation>
</message>
<message>
<source>The bands of '{}' are no covariance matrix: in {} of the pixels C12 is larger than C11 and C22 allow</source>
<translation>Las bandas de '{}' no son una matriz de covarianza: en {} de los píxeles C12 es mayor de lo que permiten C11 y C22</translation>
</message>
<message>
<source>C11, Re C12, Im C12, C22 in this order</source>
<translation>C11, Re C12, Im C12, C22 en este orden</translation>
</message>
<message>
<source>correct the order of the bands</source>
<translation>corrija el orden de las bandas</translation>
</message>
<message>
<source>{} of the sampled pixels lie in areas below -35 dB in {}, under the noise of the radar, and are taken for measured: border noise of GRD products, or a fill. Remove it (SNAP: Remove GRD Border Noise), or declare it as nodata</source>
<translation>{} de los píxeles de la muestra están en áreas por debajo de -35 dB en {}, bajo el ruido del radar, y se toman por medidos: ruido de borde de productos GRD, o un relleno. Elimínelo (SNAP: Remove GRD Border Noise), o declárelo como sin datos</translation>
</message>
<message>
<source>{} holds {} over and over at column {}, row {}, {} x {} pixels, far outside all that was sampled: a fill that no file declares</source>
<translation>{} contiene {} una y otra vez en la columna {}, fila {}, {} x {} píxeles, muy fuera de todo lo muestreado: un valor de relleno que ningún archivo declara</translation>
</message>
<message>
<source>nodata that the file declares</source>
<translation>un valor sin datos que el archivo declare</translation>
</message>
<message>
<source>declare it (gdal_edit.py -a_nodata {}) or set it to the nodata value, of an array to NaN</source>
<translation>Declárelo (gdal_edit.py -a_nodata {}) o asígnele el valor sin datos; en una matriz, NaN</translation>
</message>
<message>
<source>The {} '{}' holds {} rasters</source>
<translation>{} '{}' contiene {} rásteres</translation>
</message>
<message>
<source>'{}' is a SAFE product: uncalibrated amplitudes in radar geometry</source>
<translation>'{}' es un producto SAFE: amplitudes sin calibrar en geometría de radar</translation>
</message>
<message>
<source>calibrated backscatter on a map grid</source>
<translation>retrodispersión calibrada en una cuadrícula de mapa</translation>
</message>
<message>
<source>process it to RTC or calibrated, terrain-corrected VV and VH (SNAP, pyroSAR, HyP3, OPERA) first</source>
<translation>procéselo antes a RTC o a VV y VH calibrados y con corrección del terreno (SNAP, pyroSAR, HyP3, OPERA)</translation>
</message>
<message>
<source>No input is given</source>
<translation>No se da ninguna entrada</translation>
</message>
<message>
<source>the path of a raster</source>
<translation>la ruta de un ráster</translation>
</message>
<message>
<source>choose a file</source>
<translation>elija un archivo</translation>
</message>
<message>
<source>'{}' holds {} only; {} is read from '{}' beside it</source>
<translation>'{}' contiene solo {}; {} se lee de '{}' junto a él</translation>
</message>
<message>
<source>one raster, or one VV and one VH file; or a PolSARpro folder with C11.bin, C12_real.bin, C12_imag.bin and C22.bin</source>
<translation>un ráster, o un archivo VV y uno VH; o una carpeta de PolSARpro con C11.bin, C12_real.bin, C12_imag.bin y C22.bin</translation>
</message>
<message>
<source>one raster, or one VV and one VH file</source>
<translation>un ráster, o un archivo VV y uno VH</translation>
</message>
<message>
<source>The BEAM-DIMAP product '{}' holds {}</source>
<translation>El producto BEAM-DIMAP '{}' contiene {}</translation>
</message>
<message>
<source>VV, VH, or C11, C12_real, C12_imag and C22</source>
<translation>VV, VH, o C11, C12_real, C12_imag y C22</translation>
</message>
<message>
<source>write these bands in SNAP, or choose the .img files one by one</source>
<translation>escriba estas bandas en SNAP, o elija los archivos .img uno a uno</translation>
</message>
<message>
<source>'{}' has {} bytes, but {} states {} x {} pixels</source>
<translation>'{}' tiene {} bytes, pero {} indica {} x {} píxeles</translation>
</message>
<message>
<source>{} bytes of 32-bit numbers</source>
<translation>{} bytes de números de 32 bits</translation>
</message>
<message>
<source>export the matrix again</source>
<translation>exporte la matriz de nuevo</translation>
</message>
<message>
<source>'{}' cannot be opened as a raster{}</source>
<translation>'{}' no se puede abrir como ráster{}</translation>
</message>
<message>
<source>a complete file</source>
<translation>un archivo completo</translation>
</message>
<message>
<source>'{}' holds C33: a full-polarisation or three-channel matrix</source>
<translation>'{}' contiene C33: una matriz de polarización completa o de tres canales</translation>
</message>
<message>
<source>the dual-polarisation matrix C2 of VV and VH</source>
<translation>la matriz de polarización dual C2 de VV y VH</translation>
</message>
<message>
<source>convert it to C2 first (PolSARpro: C3 to C2)</source>
<translation>conviértala antes a C2 (PolSARpro: C3 to C2)</translation>
</message>
<message>
<source>'{}' lacks {}</source>
<translation>A '{}' le falta {}</translation>
</message>
<message>
<source>C11, C12_real, C12_imag and C22 (or C11 and C22 alone)</source>
<translation>C11, C12_real, C12_imag y C22 (o C11 y C22 solos)</translation>
</message>
<message>
<source>complete the folder</source>
<translation>complete la carpeta</translation>
</message>
<message>
<source>C11 and C22 (no C12)</source>
<translation>C11 y C22 (sin C12)</translation>
</message>
<message>
<source>C11, C12_real, C12_imag, C22</source>
<translation>C11, C12_real, C12_imag, C22</translation>
</message>
<message>
<source>A VH file is given beside the covariance matrix in '{}', which holds VH as C22</source>
<translation>Se da un archivo VH junto a la matriz de covarianza de '{}', que contiene VH como C22</translation>
</message>
<message>
<source>leave out the VH file</source>
<translation>omita el archivo VH</translation>
</message>
<message>
<source>'{}' is compressed as a whole</source>
<translation>'{}' está comprimido en bloque</translation>
</message>
<message>
<source>a raster that can be read in parts</source>
<translation>un ráster que se pueda leer por partes</translation>
</message>
<message>
<source>unpack it first</source>
<translation>descomprímalo antes</translation>
</message>
<message>
<source>'{}' is given twice, as VV and as VH</source>
<translation>'{}' se da dos veces, como VV y como VH</translation>
</message>
<message>
<source>two files</source>
<translation>dos archivos</translation>
</message>
<message>
<source>give the VH file as the second</source>
<translation>dé el archivo VH como segundo</translation>
</message>
<message>
<source>name one of them, for example {}/{}, or have all dates of the folder despeckled as a series</source>
<translation>nombre uno de ellos, por ejemplo {}/{}, o elimine el moteado de todas las fechas de la carpeta como serie</translation>
</message>
<message>
<source>name one of them, for example {}/{}, or unpack it and have all its dates despeckled as a series</source>
<translation>nombre uno de ellos, por ejemplo {}/{}, o descomprímalo y elimine el moteado de todas sus fechas como serie</translation>
</message>
<message>
<source>choose the file of the raster</source>
<translation>elija el archivo del ráster</translation>
</message>
<message>
<source>'{}' has no header '{}', and '{}' beside it does not tell its size</source>
<translation>'{}' no tiene cabecera '{}', y '{}' junto a él no dice su tamaño</translation>
</message>
<message>
<source>an ENVI header (.hdr), or PolSARpro's config.txt with Nrow and Ncol</source>
<translation>una cabecera ENVI (.hdr), o el config.txt de PolSARpro con Nrow y Ncol</translation>
</message>
<message>
<source>export the matrix again with headers (PolSARpro: Tools, ENVI header files)</source>
<translation>exporte la matriz de nuevo con cabeceras (PolSARpro: Tools, ENVI header files)</translation>
</message>
<message>
<source>'{}': covariance matrix in one file per element, {}</source>
<translation>'{}': matriz de covarianza con un archivo por elemento, {}</translation>
</message>
<message>
<source>{}: {} of {} sampled values are no backscatter ({}{}) and are taken for nodata</source>
<translation>{}: {} de {} valores examinados no son retrodispersión ({}{}) y se toman como sin datos</translation>
</message>
<message>
<source>{}: {} of the values, from {} to {}, do not go with the others as {}</source>
<translation>{}: {} de los valores, de {} a {}, no concuerdan con los demás como {}</translation>
</message>
<message>
<source>one unit for all pixels</source>
<translation>una unidad para todos los píxeles</translation>
</message>
<message>
<source>bring all parts of the image to one unit</source>
<translation>Lleve todas las partes de la imagen a una unidad</translation>
</message>
<message>
<source> (GDAL gives no reason)</source>
<translation> (GDAL no da ningún motivo)</translation>
</message>
<message>
<source>'{}' band {} cannot be read at column {}, row {}, {} x {} pixels{}</source>
<translation>'{}' banda {} no se puede leer en la columna {}, fila {}, {} x {} píxeles{}</translation>
</message>
<message>
<source>download or export the file again; it is probably truncated or damaged</source>
<translation>descargue o exporte el archivo de nuevo; probablemente está truncado o dañado</translation>
</message>
<message>
<source>'{}' cannot be opened again{}</source>
<translation>'{}' no se puede volver a abrir{}</translation>
</message>
<message>
<source>check the free space of the disk</source>
<translation>compruebe el espacio libre del disco</translation>
</message>
<message>
<source>The output cannot be written{}</source>
<translation>La salida no se puede escribir{}</translation>
</message>
<message>
<source>check the free space and the rights of its folder</source>
<translation>compruebe el espacio libre y los permisos de su carpeta</translation>
</message>
<message>
<source>'{}' cannot be written{}</source>
<translation>'{}' no se puede escribir{}</translation>
</message>
<message>
<source>The Python bindings of GDAL cannot be imported ({})</source>
<translation>Los enlaces de Python de GDAL no se pueden importar ({})</translation>
</message>
<message>
<source>the module osgeo.gdal</source>
<translation>el módulo osgeo.gdal</translation>
</message>
<message>
<source>install them ('apt-get install python3-gdal' on Debian and Ubuntu, 'conda install gdal' elsewhere) or use the Python of QGIS, which holds them</source>
<translation>instálelos ('apt-get install python3-gdal' en Debian y Ubuntu, 'conda install gdal' en otros), o use el Python de QGIS, que los contiene</translation>
</message>
<message>
<source>xmin,ymin,xmax,ymax, in the raster's CRS or followed by one, for example 13.1,52.3,13.7,52.7 EPSG:4326</source>
<translation>xmin,ymin,xmax,ymax, en el SRC del ráster o seguido de uno, por ejemplo 13.1,52.3,13.7,52.7 EPSG:4326</translation>
</message>
<message>
<source>The extent is '{}'</source>
<translation>La extensión es '{}'</translation>
</message>
<message>
<source>correct the extent</source>
<translation>corrija la extensión</translation>
</message>
<message>
<source>An extent is given, but '{}' has no CRS</source>
<translation>Se da una extensión, pero '{}' no tiene SRC</translation>
</message>
<message>
<source>An extent is given, but '{}' has no geotransform</source>
<translation>Se da una extensión, pero '{}' no tiene geotransformación</translation>
</message>
<message>
<source>a georeferenced raster</source>
<translation>un ráster georreferenciado</translation>
</message>
<message>
<source>leave out the extent, or georeference the raster</source>
<translation>omita la extensión o georreferencie el ráster</translation>
</message>
<message>
<source>The extent {} cannot be transformed to {}</source>
<translation>La extensión {} no se puede transformar a {}</translation>
</message>
<message>
<source>The extent {} lies outside '{}', which covers {},{},{},{} {}</source>
<translation>La extensión {} queda fuera de '{}', que cubre {},{},{},{} {}</translation>
</message>
<message>
<source>an extent that meets the raster</source>
<translation>una extensión que toque el ráster</translation>
</message>
<message>
<source>correct the extent, or its CRS</source>
<translation>corrija la extensión, o su SRC</translation>
</message>
<message>
<source>size {} x {} against {} x {} pixels</source>
<translation>tamaño {} x {} frente a {} x {} píxeles</translation>
</message>
<message>
<source>origin ({}, {}) against ({}, {})</source>
<translation>origen ({}, {}) frente a ({}, {})</translation>
</message>
<message>
<source>by ground control points</source>
<translation>por puntos de control del terreno</translation>
</message>
<message>
<source>The CRS of the extent is '{}'</source>
<translation>El SRC de la extensión es '{}'</translation>
</message>
<message>
<source>a CRS such as EPSG:4326</source>
<translation>un SRC como EPSG:4326</translation>
</message>
<message>
<source>other rational polynomials (RPC)</source>
<translation>otros polinomios racionales (RPC)</translation>
</message>
<message>
<source>other ground control points</source>
<translation>otros puntos de control del terreno</translation>
</message>
<message>
<source>a GeoTIFF: .tif or .tiff (others lose the values)</source>
<translation>un GeoTIFF: .tif o .tiff (otros pierden los valores)</translation>
</message>
<message>
<source>a vector file: .gpkg, .geojson or .fgb</source>
<translation>un archivo vectorial: .gpkg, .geojson o .fgb</translation>
</message>
<message>
<source>an HTML page: .html or .htm</source>
<translation>una página HTML: .html o .htm</translation>
</message>
<message>
<source>The name of the output '{}...' has {} characters or a zero byte</source>
<translation>El nombre de la salida '{}...' tiene {} caracteres o un byte nulo</translation>
</message>
<message>
<source>a name in UTF-8 of at most {} bytes</source>
<translation>un nombre en UTF-8 de como máximo {} bytes</translation>
</message>
<message>
<source>The output '{}' lies in a virtual file system of GDAL</source>
<translation>La salida '{}' está en un sistema de archivos virtual de GDAL</translation>
</message>
<message>
<source>a file of this machine</source>
<translation>un archivo de este equipo</translation>
</message>
<message>
<source>write it to a folder here, and copy it</source>
<translation>escríbala en una carpeta de aquí y cópiela</translation>
</message>
<message>
<source>The output '{}' is a folder</source>
<translation>La salida '{}' es una carpeta</translation>
</message>
<message>
<source>a file</source>
<translation>un archivo</translation>
</message>
<message>
<source>add the name of a file</source>
<translation>añada el nombre de un archivo</translation>
</message>
<message>
<source>The output '{}' has the extension '{}'</source>
<translation>La salida '{}' tiene la extensión '{}'</translation>
</message>
<message>
<source>name it '{}'; convert it afterwards if you need another format</source>
<translation>llámela '{}'; conviértala después si necesita otro formato</translation>
</message>
<message>
<source>The folder '{}' of the output '{}' does not exist</source>
<translation>La carpeta '{}' de la salida '{}' no existe</translation>
</message>
<message>
<source>an existing folder</source>
<translation>una carpeta existente</translation>
</message>
<message>
<source>create it, or choose another one</source>
<translation>créela o elija otra</translation>
</message>
<message>
<source>The output '{}' may not be written</source>
<translation>La salida '{}' no se puede escribir</translation>
</message>
<message>
<source>a folder and file you may write to</source>
<translation>una carpeta y un archivo en los que pueda escribir</translation>
</message>
<message>
<source>choose another folder, or change the rights</source>
<translation>elija otra carpeta o cambie los permisos</translation>
</message>
<message>
<source>The output '{}' is named twice</source>
<translation>La salida '{}' se nombra dos veces</translation>
</message>
<message>
<source>one file per output</source>
<translation>un archivo por salida</translation>
</message>
<message>
<source>choose different names</source>
<translation>elija nombres distintos</translation>
</message>
<message>
<source>The outputs are complete, but not their side files: {}</source>
<translation>Las salidas están completas, pero no sus archivos auxiliares: {}</translation>
</message>
<message>
<source>files nothing else holds open</source>
<translation>archivos que nada más tenga abiertos</translation>
</message>
<message>
<source>close what uses them, or leave out the creation option</source>
<translation>cierre lo que los usa u omita la opción de creación</translation>
</message>
<message>
<source>The output '{}' is also an input</source>
<translation>La salida '{}' es también una entrada</translation>
</message>
<message>
<source>an output of its own, inputs are never changed</source>
<translation>una salida propia, las entradas nunca se modifican</translation>
</message>
<message>
<source>choose another name for the output</source>
<translation>elija otro nombre para la salida</translation>
</message>
<message>
<source>The input '{}' has the name of a side file of the output '{}', which would replace it</source>
<translation>La entrada '{}' tiene el nombre de un archivo auxiliar de la salida '{}', que la sustituiría</translation>
</message>
<message>
<source>The output '{}' cannot be replaced ({})</source>
<translation>La salida '{}' no se puede sustituir ({})</translation>
</message>
<message>
<source>a file nothing else holds open</source>
<translation>un archivo que nada más tenga abierto</translation>
</message>
<message>
<source>remove the layer from QGIS if it shows an older version, or choose another name</source>
<translation>quite la capa de QGIS si muestra una versión anterior, o elija otro nombre</translation>
</message>
<message>
<source>'{}' cannot be put in place ({}). The results are complete and kept as {}</source>
<translation>'{}' no se puede poner en su sitio ({}). Los resultados están completos y se conservan como {}</translation>
</message>
<message>
<source>'{}' cannot be put in place ({}). The results are complete and kept as {}, in a folder that was moved or removed during the run</source>
<translation>'{}' no se puede poner en su sitio ({}). Los resultados están completos y se conservan como {}, en una carpeta que se movió o quitó durante la ejecución</translation>
</message>
<message>
<source>a folder that stays, in which you may write, and a file that nothing else holds open</source>
<translation>una carpeta que permanezca, en la que pueda escribir, y un archivo que nada más tenga abierto</translation>
</message>
<message>
<source>rename the kept files; first remove the layer from QGIS if it shows an older version</source>
<translation>cambie el nombre de los archivos conservados; quite antes la capa de QGIS si muestra una versión anterior</translation>
</message>
<message>
<source>The output '{}' holds {} layers: {}. They would be lost</source>
<translation>La salida '{}' contiene {} capas: {}. Se perderían</translation>
</message>
<message>
<source>a file of its own for the polygons</source>
<translation>un archivo propio para los polígonos</translation>
</message>
<message>
<source>choose another name, or remove the file first</source>
<translation>elija otro nombre o quite antes el archivo</translation>
</message>
<message>
<source>The negative values of '{}' are taken for decibels, but level, ratio of VV to VH and speckle are those of half as many: 10 log10 of amplitude, or another logarithm. If so, what comes out is wrong: calculate 10 log10 of power, which is twice 10 log10 of amplitude and 4.34 times the natural logarithm of power. If they are right, state the units</source>
<translation>Los valores negativos de '{}' se toman por decibelios, pero el nivel, el cociente de VV y VH y el moteado son los de la mitad: 10 log10 de la amplitud, u otro logaritmo. Si es así, lo que sale es falso: calcule 10 log10 de la potencia, que es el doble de 10 log10 de la amplitud y 4.34 veces el logaritmo natural de la potencia. Si son correctos, indique las unidades</translation>
</message>
<message>
<source>The negative values of '{}' are taken for decibels, but level, ratio of VV to VH and speckle are those of twice as many: 20 log10 of power. If so, what comes out is wrong: halve them. If they are right, state the units</source>
<translation>Los valores negativos de '{}' se toman por decibelios, pero el nivel, la relación de VV a VH y el moteado son los del doble: 20 log10 de la potencia. En ese caso el resultado es erróneo: divídalos por dos. Si son correctos, indique las unidades</translation>
</message>
<message>
<source>{} says that '{}' holds {}, but level, ratio of VV to VH and speckle are those of {}. If so, what comes out is wrong: state the units</source>
<translation>{} dice que '{}' contiene {}, pero el nivel, la relación de VV a VH y el moteado son los de {}. En ese caso el resultado es erróneo: indique las unidades</translation>
</message>
<message>
<source>'{}' is read as {}</source>
<translation>'{}' se lee como {}</translation>
</message>
<message>
<source>{} and {} are of different dates by their names</source>
<translation>{} y {} son de fechas distintas por sus nombres</translation>
</message>
<message>
<source>'{}' is an image of {} by its name or metadata: the models learned from Sentinel-1 (C band, VV and VH), how good the result is was not measured</source>
<translation>'{}' es, según su nombre o sus metadatos, una imagen de {}: los modelos aprendieron de Sentinel-1 (banda C, VV y VH); no se midió la calidad del resultado</translation>
</message>
<message>
<source>'{}' and '{}', of one date, lie on different grids: {}</source>
<translation>'{}' y '{}', de una misma fecha, están en cuadrículas distintas: {}</translation>
</message>
<message>
<source>one grid for all files of a date</source>
<translation>una cuadrícula para todos los archivos de una fecha</translation>
</message>
<message>
<source>choose files of the same product, or bring one onto the other's grid with 'Warp (reproject)'</source>
<translation>elija archivos del mismo producto, o lleve uno a la cuadrícula del otro con 'Combar (reproyectar)'</translation>
</message>
<message>
<source>'{}' has no georeference; that of '{}' is used</source>
<translation>'{}' no tiene georreferencia; se usa la de '{}'</translation>
</message>
<message>
<source>mirrored left to right</source>
<translation>reflejado de izquierda a derecha</translation>
</message>
<message>
<source>mirrored top to bottom</source>
<translation>reflejado de arriba abajo</translation>
</message>
<message>
<source>turned by 180 degrees</source>
<translation>girado 180 grados</translation>
</message>
<message>
<source>with rows and columns exchanged</source>
<translation>con filas y columnas intercambiadas</translation>
</message>
<message>
<source>turned by 90 degrees to the left</source>
<translation>girado 90 grados a la izquierda</translation>
</message>
<message>
<source>turned by 90 degrees to the right</source>
<translation>girado 90 grados a la derecha</translation>
</message>
<message>
<source>turned by 180 degrees, with rows and columns exchanged</source>
<translation>girado 180 grados, con filas y columnas intercambiadas</translation>
</message>
<message>
<source>shows the same ground {}</source>
<translation>muestra el mismo terreno {}</translation>
</message>
<message>
<source>shows other ground, none of the structure is the same</source>
<translation>muestra otro terreno, ninguna estructura es la misma</translation>
</message>
<message>
<source>'{}' is an output of this software ({}), not backscatter</source>
<translation>'{}' es una salida de este programa ({}), no retrodispersión</translation>
</message>
<message>
<source>an image of one date</source>
<translation>una imagen de una fecha</translation>
</message>
<message>
<source>give the original image of the satellite</source>
<translation>dé la imagen original del satélite</translation>
</message>
<message>
<source>'{}' holds complex numbers (single-look complex data)</source>
<translation>'{}' contiene números complejos (datos SLC)</translation>
</message>
<message>
<source>intensity or amplitude of VV and VH, or the covariance matrix C2, in real numbers</source>
<translation>intensidad o amplitud de VV y VH, o la matriz de covarianza C2, en números reales</translation>
</message>
<message>
<source>calibrate it and form C2 (SNAP: Polarimetric Matrix Generation, C2) or multilook to intensity first</source>
<translation>calíbrelo y forme antes C2 (SNAP: Polarimetric Matrix Generation, C2) o promédielo a intensidad (multilook)</translation>
</message>
<message>
<source>'{}' is an 8-bit picture with {} band(s): stretched for display, its backscatter is lost</source>
<translation>'{}' es una imagen de 8 bits con {} bandas: realzada para verla, su retrodispersión se perdió</translation>
</message>
<message>
<source>backscatter as 32-bit numbers (or 16-bit amplitudes), VV and VH or the four bands of C2</source>
<translation>retrodispersión en números de 32 bits (o amplitudes de 16 bits), VV y VH o las cuatro bandas de C2</translation>
</message>
<message>
<source>export the raw values (in QGIS: Save As, raw data; not 'rendered image')</source>
<translation>exporte los valores en bruto (en QGIS: Guardar como, datos en bruto; no 'imagen renderizada')</translation>
</message>
<message>
<source>The name of the input has {} characters or a zero byte</source>
<translation>El nombre de la entrada tiene {} caracteres o un byte nulo</translation>
</message>
<message>
<source>a path</source>
<translation>una ruta</translation>
</message>
<message>
<source>The name '{}' holds bytes that are no UTF-8</source>
<translation>El nombre '{}' contiene bytes que no son UTF-8</translation>
</message>
<message>
<source>a name that GDAL can open</source>
<translation>un nombre que GDAL pueda abrir</translation>
</message>
<message>
<source>rename the file</source>
<translation>cambie el nombre del archivo</translation>
</message>
<message>
<source>a raster that GDAL reads, for example a GeoTIFF</source>
<translation>un ráster que GDAL lea, por ejemplo un GeoTIFF</translation>
</message>
<message>
<source>if these are raw data, put their ENVI header '{}' beside the file</source>
<translation>si son datos en bruto, ponga su cabecera ENVI '{}' junto al archivo</translation>
</message>
<message>
<source>write a cube of several dates to netCDF: gdalmdimtranslate NAME.zarr NAME.nc, or xarray's to_netcdf</source>
<translation>Escriba un cubo de varias fechas en netCDF: gdalmdimtranslate NAME.zarr NAME.nc, o to_netcdf de xarray</translation>
</message>
<message>
<source>check the path, and that the file is complete (download or export it again)</source>
<translation>compruebe la ruta y que el archivo esté completo (descárguelo o expórtelo de nuevo)</translation>
</message>
<message>
<source>The description of '{}' is damaged{}</source>
<translation>La descripción de '{}' está dañada{}</translation>
</message>
<message>
<source>a sound file</source>
<translation>un archivo en buen estado</translation>
</message>
<message>
<source>download or export it again</source>
<translation>descárguelo o expórtelo de nuevo</translation>
</message>
<message>
<source>'{}' holds no raster of its own but {} sub-datasets</source>
<translation>'{}' no contiene ningún ráster propio sino {} subconjuntos de datos</translation>
</message>
<message>
<source>'{}' holds no raster of its own</source>
<translation>'{}' no contiene ningún ráster propio</translation>
</message>
<message>
<source>one raster</source>
<translation>un ráster</translation>
</message>
<message>
<source>choose a sub-dataset, for example {}</source>
<translation>elija un subconjunto de datos, por ejemplo {}</translation>
</message>
<message>
<source>choose another file</source>
<translation>elija otro archivo</translation>
</message>
<message>
<source>'{}' claims {} x {} pixels and {} bands: about {} hours of one processor core, and {} GB of despeckled VV and VH</source>
<translation>'{}' declara {} x {} píxeles y {} bandas: unas {} horas de un núcleo de procesador, y {} GB de VV y VH filtrados</translation>
</message>
<message>
<source>at most {} pixels and {} bands</source>
<translation>como máximo {} píxeles y {} bandas</translation>
</message>
<message>
<source>check the file; cut a mosaic of this size into parts (gdal_translate -projwin)</source>
<translation>compruebe el archivo; corte en trozos un mosaico de este tamaño (gdal_translate -projwin)</translation>
</message>
<message>
<source>'{}' has {} bytes, its header states {}: it was cut off</source>
<translation>'{}' tiene {} bytes, su cabecera indica {}: el archivo fue cortado</translation>
</message>
<message>
<source>copy or export it again</source>
<translation>cópielo o expórtelo de nuevo</translation>
</message>
<message>
<source>The server of '{}' does not give the file ({})</source>
<translation>El servidor de '{}' no da el archivo ({})</translation>
</message>
<message>
<source>the file, and in time</source>
<translation>el archivo, y a tiempo</translation>
</message>
<message>
<source>check address, signature and network; GDAL_HTTP_TIMEOUT and GDAL_HTTP_LOW_SPEED_TIME, in seconds, say how long to wait</source>
<translation>compruebe dirección, firma y red; GDAL_HTTP_TIMEOUT y GDAL_HTTP_LOW_SPEED_TIME, en segundos, dicen cuánto se espera</translation>
</message>
<message>
<source>'{}' is a virtual raster (VRT) under another extension; it may read any other file</source>
<translation>'{}' es un ráster virtual (VRT) con otra extensión; puede leer cualquier otro archivo</translation>
</message>
<message>
<source>the file to be what its name says</source>
<translation>que el archivo sea lo que dice su nombre</translation>
</message>
<message>
<source>give it the extension .vrt if you trust it</source>
<translation>déle la extensión .vrt si confía en él</translation>
</message>
<message>
<source>'{}' holds no measured pixel: all {} x {} are nodata, masked, not a number or 0</source>
<translation>'{}' no contiene ningún píxel medido: los {} x {} son todos sin datos, enmascarados, no numéricos o 0</translation>
</message>
<message>
<source>backscatter in at least one pixel</source>
<translation>retrodispersión en al menos un píxel</translation>
</message>
<message>
<source>{}: all values are 0</source>
<translation>{}: todos los valores son 0</translation>
</message>
<message>
<source>backscatter in both bands</source>
<translation>retrodispersión en ambas bandas</translation>
</message>
<message>
<source>give the other one alone, or check the arrays</source>
<translation>Indique solo la otra, o compruebe las matrices</translation>
</message>
<message>
<source>check the file; to use the other band alone, state its number (--bands)</source>
<translation>Compruebe el archivo; para usar solo la otra banda, indique su número (--bands)</translation>
</message>
<message>
<source>check the file and its nodata value ({})</source>
<translation>compruebe el archivo y su valor sin datos ({})</translation>
</message>
<message>
<source>state the units: linear (power: sigma0, gamma0), db (decibels), or amplitude (root of power; the digital numbers of a GRD product); in QGIS Units of the input, on the command line --units</source>
<translation>indique las unidades: linear (potencia: sigma0, gamma0), db (decibelios) o amplitude (raíz de la potencia; los números digitales de un producto GRD); en QGIS Unidades de la entrada, en la línea de órdenes --units</translation>
</message>
<message>
<source>'{}' holds only whole numbers from {} to {}: an 8-bit picture stretched for display, stored in a wider type</source>
<translation>'{}' solo contiene números enteros de {} a {}: una imagen de 8 bits realzada para verla, guardada en un tipo más ancho</translation>
</message>
<message>
<source>backscatter (power, dB or amplitude)</source>
<translation>retrodispersión (potencia, dB o amplitud)</translation>
</message>
<message>
<source>export the raw values instead of the rendered image; if these are digital numbers of a calm scene, state the units</source>
<translation>exporte los valores en bruto en lugar de la imagen renderizada; si son números digitales de una escena tranquila, indique las unidades</translation>
</message>
<message>
<source>The bands state different units: {}</source>
<translation>Las bandas indican unidades distintas: {}</translation>
</message>
<message>
<source>one unit for all bands of a date</source>
<translation>una unidad para todas las bandas de una fecha</translation>
</message>
<message>
<source>choose bands of one unit, or state the units</source>
<translation>elija bandas de una misma unidad, o indique las unidades</translation>
</message>
<message>
<source>The units of '{}' cannot be told: {} are negative, median {}</source>
<translation>Las unidades de '{}' no se pueden reconocer: {} son negativos, mediana {}</translation>
</message>
<message>
<source>linear power or amplitude (hardly any negative value) or dB (mostly negative, -60 to 20)</source>
<translation>potencia lineal o amplitud (casi ningún valor negativo) o dB (en su mayoría negativos, de -60 a 20)</translation>
</message>
<message>
<source>The units of '{}' cannot be told: {}, median {}. As power {} would have {} dB, as amplitude {} dB</source>
<translation>Las unidades de '{}' no se pueden reconocer: {}, mediana {}. Como potencia {} tendría {} dB, como amplitud {} dB</translation>
</message>
<message>
<source>units that the file or the user states</source>
<translation>unidades que indique el archivo o el usuario</translation>
</message>
<message>
<source>no negative values, median {}, and level, ratio and speckle of power; amplitudes must be stated</source>
<translation>ningún valor negativo, mediana {}, y nivel, cociente y moteado de potencia; las amplitudes hay que indicarlas</translation>
</message>
<message>
<source>'{}' is read as the covariance matrix C2, but {}</source>
<translation>'{}' se lee como la matriz de covarianza C2, pero {}</translation>
</message>
<message>
<source>C2 in linear power (C12 has no meaning in dB or amplitude)</source>
<translation>C2 en potencia lineal (C12 no tiene sentido en dB o amplitud)</translation>
</message>
<message>
<source>give C2 in linear power, or name only the VV and VH bands</source>
<translation>dé C2 en potencia lineal, o nombre solo las bandas VV y VH</translation>
</message>
<message>
<source>a covariance matrix is linear power</source>
<translation>una matriz de covarianza es potencia lineal</translation>
</message>
<message>
<source>'{}': the {} are db, but no value is negative, median {}: decibels without their sign, 12 for -12 dB</source>
<translation>'{}': {} son db, pero ningún valor es negativo, mediana {}: decibelios sin su signo, 12 en lugar de -12 dB</translation>
</message>
<message>
<source>mostly negative values in dB</source>
<translation>valores en dB en su mayoría negativos</translation>
</message>
<message>
<source>multiply the values by -1, or export them again</source>
<translation>multiplique los valores por -1, o expórtelos de nuevo</translation>
</message>
<message>
<source>the unit of band {}</source>
<translation>la unidad de la banda {}</translation>
</message>
<message>
<source>as stated by the user{}</source>
<translation>como indicó el usuario{}</translation>
</message>
<message>
<source>small negative values, as subtraction of the noise leaves in linear power</source>
<translation>valores negativos pequeños, como los que deja la resta del ruido en potencia lineal</translation>
</message>
<message>
<source>'{}' looks like decibels times {}: median {}</source>
<translation>'{}' parece decibelios por {}: mediana {}</translation>
</message>
<message>
<source>decibels, or a scale of {} in the file (stated: {})</source>
<translation>decibelios, o una escala de {} en el archivo (indicada: {})</translation>
</message>
<message>
<source>decibels, or a scale of {} in the file</source>
<translation>decibelios, o una escala de {} en el archivo</translation>
</message>
<message>
<source>divide by {}, or state the scale in a copy of the file: gdal_translate -a_scale {} '{}' scaled.tif, and use the copy</source>
<translation>divida por {}, o indique la escala en una copia del archivo: gdal_translate -a_scale {} '{}' scaled.tif, y use la copia</translation>
</message>
<message>
<source>C11 or C22 have negative values</source>
<translation>C11 o C22 tienen valores negativos</translation>
</message>
<message>
<source>no negative values in {}</source>
<translation>ningún valor negativo en {}</translation>
</message>
<message>
<source>no value is negative, median {}</source>
<translation>ningún valor es negativo, mediana {}</translation>
</message>
<message>
<source>the values reach from {} to {}</source>
<translation>los valores van de {} a {}</translation>
</message>
<message>
<source>values from about -60 to 20 in dB</source>
<translation>valores de unos -60 a 20 en dB</translation>
</message>
<message>
<source>'{}': the {} are {}, but {}</source>
<translation>'{}': {} son {}, pero {}</translation>
</message>
<message>
<source>state the units that fit the values</source>
<translation>indique las unidades que corresponden a los valores</translation>
</message>
<message>
<source>{} describes a web service or database ({})</source>
<translation>{} describe un servicio web o una base de datos ({})</translation>
</message>
<message>
<source>a raster file</source>
<translation>un archivo ráster</translation>
</message>
<message>
<source>download the data, or export the layer to a GeoTIFF first</source>
<translation>descargue los datos, o exporte antes la capa a un GeoTIFF</translation>
</message>
<message>
<source>reads the bytes of any file as pixels</source>
<translation>lee los bytes de cualquier archivo como píxeles</translation>
</message>
<message>
<source>runs functions on its pixels</source>
<translation>ejecuta funciones sobre sus píxeles</translation>
</message>
<message>
<source>'{}' is a virtual raster that reads {} files</source>
<translation>'{}' es un ráster virtual que lee {} archivos</translation>
</message>
<message>
<source>write it to a GeoTIFF, or build it from the files themselves</source>
<translation>escríbalo en un GeoTIFF, o constrúyalo con los archivos mismos</translation>
</message>
<message>
<source>'{}' is a virtual raster that reads itself, or is nested more than {} times</source>
<translation>'{}' es un ráster virtual que se lee a sí mismo, o está anidado más de {} veces</translation>
</message>
<message>
<source>a virtual raster of raster files</source>
<translation>un ráster virtual de archivos ráster</translation>
</message>
<message>
<source>build it from the files themselves</source>
<translation>constrúyalo con los archivos mismos</translation>
</message>
<message>
<source>The virtual raster '{}' reads '{}', which</source>
<translation>El ráster virtual '{}' lee '{}', que</translation>
</message>
<message>
<source>{} is put together from ranges of other files</source>
<translation>{} está compuesto de fragmentos de otros archivos</translation>
</message>
<message>
<source>write it to a GeoTIFF with gdal_translate if you trust it</source>
<translation>escríbalo en un GeoTIFF con gdal_translate si confía en él</translation>
</message>
<message>
<source>{} is an address in memory</source>
<translation>{} es una dirección en memoria</translation>
</message>
<message>
<source>save it to a file first</source>
<translation>guárdelo antes en un archivo</translation>
</message>
<message>
<source>{} is neither a file nor a folder</source>
<translation>{} no es ni un archivo ni una carpeta</translation>
</message>
<message>
<source>save the data to a file first</source>
<translation>guarde antes los datos en un archivo</translation>
</message>
<message>
<source>'{}' is a virtual raster of more than {} MB</source>
<translation>'{}' es un ráster virtual de más de {} MB</translation>
</message>
<message>
<source>less</source>
<translation>menos</translation>
</message>
<message>
<source>'{}' is a virtual raster that {}</source>
<translation>'{}' es un ráster virtual que {}</translation>
</message>
<message>
<source>a virtual raster of whole raster files</source>
<translation>un ráster virtual de archivos ráster enteros</translation>
</message>
<message>
<source>it cuts values to fewer bits</source>
<translation>recorta los valores a menos bits</translation>
</message>
<message>
<source>it drops the last bits of the values</source>
<translation>descarta los últimos bits de los valores</translation>
</message>
<message>
<source>it changes the meaning of the values</source>
<translation>cambia el significado de los valores</translation>
</message>
<message>
<source>it turns a measured band into a mask</source>
<translation>convierte una banda medida en una máscara</translation>
</message>
<message>
<source>it turns measured bands into colours</source>
<translation>convierte bandas medidas en colores</translation>
</message>
<message>
<source>it leaves out georeference, nodata or band names</source>
<translation>omite georreferencia, valor sin datos o nombres de banda</translation>
</message>
<message>
<source>blocks that are left out may be read as zeros</source>
<translation>los bloques omitidos pueden leerse como ceros</translation>
</message>
<message>
<source>the file is written out of order</source>
<translation>el archivo no se escribe en orden</translation>
</message>
<message>
<source>there is no source with overviews</source>
<translation>no hay un origen con vistas generales</translation>
</message>
<message>
<source>blocks that are written in parts would be read wrongly</source>
<translation>los bloques escritos por partes se leerían mal</translation>
</message>
<message>
<source>this compression is lossy, or not for floating-point numbers</source>
<translation>esta compresión tiene pérdida, o no es para números de coma flotante</translation>
</message>
<message>
<source>it allows errors in the values</source>
<translation>permite errores en los valores</translation>
</message>
<message>
<source>it belongs to a lossy compression</source>
<translation>pertenece a una compresión con pérdida</translation>
</message>
<message>
<source>'{}' cannot be created{}</source>
<translation>'{}' no se puede crear{}</translation>
</message>
<message>
<source>a folder with free space, and creation options GDAL knows</source>
<translation>una carpeta con espacio libre, y opciones de creación que GDAL conozca</translation>
</message>
<message>
<source>check folder, space and creation options: none given</source>
<translation>compruebe carpeta, espacio y opciones de creación: ninguna indicada</translation>
</message>
<message>
<source>The creation option '{}' spoils the output: {}</source>
<translation>La opción de creación '{}' estropea la salida: {}</translation>
</message>
<message>
<source>options that keep values, nodata, names and georeference, for example COMPRESS=ZSTD</source>
<translation>opciones que conserven valores, sin datos, nombres y georreferencia, por ejemplo COMPRESS=ZSTD</translation>
</message>
<message>
<source>leave it out</source>
<translation>omítala</translation>
</message>
<message>
<source>{} sampled pixels of 0 in one band alone are measured, although 0 is declared nodata;</source>
<translation>{} píxeles examinados con 0 en una sola banda están medidos, aunque 0 está declarado sin datos;</translation>
</message>
<message>
<source>{} zeros at the border or beside nodata are taken for nodata</source>
<translation>{} ceros en el borde o junto a píxeles sin datos se toman como sin datos</translation>
</message>
<message>
<source>{} sampled pixels of 0 between measured ones are nodata, as declared; given VV and VH together, 0 in one alone is measured;</source>
<translation>{} píxeles de la muestra con 0 entre otros medidos son nodata, como se declara; con VV y VH juntos, 0 en uno solo cuenta como medido;</translation>
</message>
<message>
<source>{}zeros in all bands are taken for nodata</source>
<translation>{}los ceros en todas las bandas se toman como sin datos</translation>
</message>
<message>
<source>{} sampled pixels of 0 dB are taken for nodata</source>
<translation>{} píxeles examinados de 0 dB se toman como sin datos</translation>
</message>
</context>
</TS>
