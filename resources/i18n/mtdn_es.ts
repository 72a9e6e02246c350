<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
<name>MTDN</name>
<message>
<source>MTDN: SAR despeckling and change detection</source>
<translation>MTDN: eliminación del moteado y detección de cambios en imágenes SAR</translation>
</message>
<message>
<source>The folder that holds one raster, or a pair of VV and VH files, for each date; the date is in the name.</source>
<translation>La carpeta que contiene un ráster, o un par de archivos VV y VH, para cada fecha; la fecha figura en el nombre.</translation>
</message>
<message>
<source>Folder of the dates</source>
<translation>Carpeta de las fechas</translation>
</message>
<message>
<source>One raster for each date, instead of a folder.</source>
<translation>Un ráster por fecha, en lugar de una carpeta.</translation>
</message>
<message>
<source>VH files are found beside the VV files.</source>
<translation>Los archivos VH se encuentran junto a los archivos VV.</translation>
</message>
<message>
<source>Or images of the dates</source>
<translation>O imágenes de las fechas</translation>
</message>
<message>
<source>Dates before and after</source>
<translation>Fechas anteriores y posteriores</translation>
</message>
<message>
<source>Up to so many dates before and so many after each date make its reference; 0: each alone.</source>
<translation>Como máximo tantas fechas anteriores y tantas posteriores a cada fecha forman su referencia; 0: cada una sola.</translation>
</message>
<message>
<source>Load the results</source>
<translation>Cargar los resultados</translation>
</message>
<message>
<source>Adds the results to the project, in one group, the newest on top.</source>
<translation>Añade los resultados al proyecto, en un grupo, con el más reciente arriba.</translation>
</message>
<message>
<source>Units of the input</source>
<translation>Unidades de la entrada</translation>
</message>
<message>
<source>Units of the input; the output has the same. auto: recognised from names, metadata and values, and said in the log; where they cannot be told, the run asks for them.</source>
<translation>Unidades de la entrada; la salida tiene las mismas. auto: se reconocen por los nombres, los metadatos y los valores, y se indican en el registro; cuando no se pueden reconocer, la ejecución las pide.</translation>
</message>
<message>
<source>One of the words: {}.</source>
<translation>Una de las palabras: {}.</translation>
</message>
<message>
<source>Model</source>
<translation>Modelo</translation>
</message>
<message>
<source>Name of a shipped model, or path of a model card (.json) or of its weights (.safetensors).</source>
<translation>Nombre de un modelo incluido, o ruta de una ficha de modelo (.json) o de sus pesos (.safetensors).</translation>
</message>
<message>
<source>Shipped: {}.</source>
<translation>Incluidos: {}.</translation>
</message>
<message>
<source>Compute on</source>
<translation>Calcular en</translation>
</message>
<message>
<source>auto: an NVIDIA graphics card if PyTorch sees one (the log says why not), else the CPU; cuda insists on it.</source>
<translation>auto: una tarjeta gráfica NVIDIA si PyTorch encuentra una (el registro dice por qué no), si no la CPU; cuda exige la tarjeta gráfica.</translation>
</message>
<message>
<source>Despeckling strength</source>
<translation>Intensidad del filtrado</translation>
</message>
<message>
<source>0, which measured best, keeps the fluctuation that both polarisations share (ground, and part of the speckle); 1 removes it in homogeneous areas: smoother, and farther from the truth. Empty: the value on the model's card.</source>
<translation>0, lo que mejor resultó en las mediciones, conserva la fluctuación que comparten las dos polarizaciones (el terreno y parte del moteado); 1 la elimina en las zonas homogéneas: más liso y más lejos de la verdad. Vacío: el valor de la ficha del modelo.</translation>
</message>
<message>
<source>Align other dates</source>
<translation>Alinear las otras fechas</translation>
</message>
<message>
<source>Dates on another grid than the first: refuse them, or bring them onto its grid, by the nearest pixel, or bilinear (linear power is interpolated, which smooths speckle a little). It is said in the log.</source>
<translation>Fechas con una cuadrícula distinta de la primera: rechazarlas (refuse), o llevarlas a la cuadrícula de esta, por el píxel más cercano (nearest) o de forma bilineal (bilinear; se interpola la potencia lineal, lo que suaviza un poco el moteado). El registro lo indica.</translation>
</message>
<message>
<source>Extent</source>
<translation>Extensión</translation>
</message>
<message>
<source>Only this part of the first date, in whole pixels; the result is that of the whole scene, cut out.</source>
<translation>Solo esta parte de la primera fecha, en píxeles enteros; el resultado es el recorte del resultado de la escena entera.</translation>
</message>
<message>
<source>Tile size</source>
<translation>Tamaño de la tesela</translation>
</message>
<message>
<source>pixels</source>
<translation>píxeles</translation>
</message>
<message>
<source>Edge of the squares the scene is worked on in. Empty: chosen for the model and the memory.</source>
<translation>Lado de las teselas en las que se procesa la escena. Vacío: se elige según el modelo y la memoria.</translation>
</message>
<message>
<source>Tiles at a time</source>
<translation>Teselas simultáneas</translation>
</message>
<message>
<source>Tiles that are computed at the same time. Empty: as many as the processor has cores and the memory holds; the result is the same.</source>
<translation>Teselas que se calculan al mismo tiempo. Vacío: tantas como núcleos tenga el procesador y permita la memoria; el resultado es el mismo.</translation>
</message>
<message>
<source>Continue an interrupted run</source>
<translation>Continuar una ejecución interrumpida</translation>
</message>
<message>
<source>Keeps the tiles that are done when the run is interrupted, in hidden files beside the first output, and continues from those that an earlier run with the same inputs, settings and outputs has kept; the result is the same to the byte. Needs scratch space for the uncompressed outputs.</source>
<translation>Conserva las teselas terminadas cuando la ejecución se interrumpe, en archivos ocultos junto a la primera salida, y continúa con las que haya conservado una ejecución anterior con las mismas entradas, ajustes y salidas; el resultado es idéntico byte a byte. Necesita espacio temporal en disco para las salidas sin comprimir.</translation>
</message>
<message>
<source>Fast, not quite exact</source>
<translation>Rápido, no del todo exacto</translation>
</message>
<message>
<source>Arithmetic of half the precision (bfloat16) where the processor has it: up to twice as fast, values 0.1 to 0.3 % off. The log says whether it was used.</source>
<translation>Calcula con la mitad de precisión (bfloat16) si el procesador la admite: hasta el doble de rápido, con valores desviados entre un 0,1 y un 0,3 %. El registro dice si se usó.</translation>
</message>
<message>
<source>GeoTIFF creation options</source>
<translation>Opciones de creación de GeoTIFF</translation>
</message>
<message>
<source>GDAL creation options of the outputs, KEY=VALUE, for example COMPRESS=ZSTD.</source>
<translation>Opciones de creación de GDAL para las salidas, CLAVE=VALOR, por ejemplo COMPRESS=ZSTD.</translation>
</message>
<message>
<source>Several are separated by a vertical bar: COMPRESS=ZSTD|BIGTIFF=YES.</source>
<translation>Varias se separan con una barra vertical: COMPRESS=ZSTD|BIGTIFF=YES.</translation>
</message>
<message>
<source>Folder of the results</source>
<translation>Carpeta de los resultados</translation>
</message>
<message>
<source>The folder for the results, NAME_despeckled.tif. It is made if it does not exist.</source>
<translation>La carpeta para los resultados, NAME_despeckled.tif (NAME es el nombre de la entrada). Se crea si no existe.</translation>
</message>
<message>
<source>Dates that are despeckled</source>
<translation>Fechas sin moteado</translation>
</message>
<message>
<source>Dates that failed</source>
<translation>Fechas que fallaron</translation>
</message>
<message>
<source>Run time in seconds</source>
<translation>Tiempo de ejecución en segundos</translation>
</message>
<message>
<source>Computed on</source>
<translation>Calculado en</translation>
</message>
<message>
<source>Despeckled</source>
<translation>Sin moteado</translation>
</message>
<message>
<source>The newest date</source>
<translation>La fecha más reciente</translation>
</message>
<message>
<source>The dates before the newest</source>
<translation>Las fechas anteriores a la más reciente</translation>
</message>
<message>
<source>Earlier image</source>
<translation>Imagen anterior</translation>
</message>
<message>
<source>The raster of the earlier date: VV and VH bands, C2 bands, or the VV file when VH is in its own.</source>
<translation>El ráster de la fecha anterior: bandas VV y VH, bandas de C2, o el archivo VV cuando VH está en otro.</translation>
</message>
<message>
<source>Later image</source>
<translation>Imagen posterior</translation>
</message>
<message>
<source>The raster of the later date, on the same grid as the earlier one.</source>
<translation>El ráster de la fecha posterior, con la misma cuadrícula que el de la anterior.</translation>
</message>
<message>
<source>Earlier dates on the same grid and of the same orbit, which say what is normal here. Those that do not fit are left out, and named in the log.</source>
<translation>Fechas anteriores con la misma cuadrícula y de la misma órbita, que muestran lo que aquí es normal. Las que no sirven se omiten y se nombran en el registro.</translation>
</message>
<message>
<source>Baseline</source>
<translation>Datos de base</translation>
</message>
<message>
<source>Later dates on the same grid and of the same orbit, which confirm the change and date it. Those that do not fit are left out, and named in the log. Classes, probability and the shapes of the polygons stay those of the two dates.</source>
<translation>Fechas posteriores con la misma cuadrícula y de la misma órbita, que confirman el cambio y lo datan. Las que no sirven se omiten y se nombran en el registro. Las clases, la probabilidad y los contornos de los polígonos siguen siendo los de las dos fechas.</translation>
</message>
<message>
<source>Later dates</source>
<translation>Fechas posteriores</translation>
</message>
<message>
<source>Kind of change</source>
<translation>Tipo de cambio</translation>
</message>
<message>
<source>What counts: any change; vegetation-loss, a fall led by VH; flood, a fall of VV and VH; built-up, a rise of both.</source>
<translation>Qué cuenta: cualquier cambio (any); vegetation-loss: pérdida de vegetación, una bajada sobre todo de VH; flood: inundación, una bajada de VV y VH; built-up: edificación, una subida de ambas.</translation>
</message>
<message>
<source>Change threshold</source>
<translation>Umbral de cambio</translation>
</message>
<message>
<source>Probability from which a pixel counts as changed; lower finds more and errs more. Empty: the value on the model's card, 0.5 for the shipped models.</source>
<translation>Probabilidad a partir de la cual un píxel se considera cambiado; más baja encuentra más y se equivoca más. Vacío: el valor de la ficha del modelo, 0.5 en los modelos incluidos.</translation>
</message>
<message>
<source>Smallest change to keep</source>
<translation>Cambio más pequeño que se conserva</translation>
</message>
<message>
<source>hectares</source>
<translation>hectáreas</translation>
</message>
<message>
<source>Connected changes of a smaller area on the ground are dropped; 0 keeps all.</source>
<translation>Los cambios conexos de menor superficie en el terreno se descartan; 0 los conserva todos.</translation>
</message>
<message>
<source>Weather</source>
<translation>Tiempo meteorológico</translation>
</message>
<message>
<source>An offset in dB that the whole scene shares (rain, thaw, wet snow) is measured and said in the log; remove takes it out before the dates are compared, keep leaves it in.</source>
<translation>Una diferencia en dB común a toda la escena (lluvia, deshielo, nieve húmeda) se mide y se indica en el registro; remove lo descuenta antes de comparar las fechas, keep lo deja.</translation>
</message>
<message>
<source>False alarms</source>
<translation>Falsas alarmas</translation>
</message>
<message>
<source>Instead of a threshold: share of unchanged ground that may be marked as changed, for example 0.01. The threshold follows from the baseline dates compared with each other, without a baseline from the model's card.</source>
<translation>En lugar de un umbral: proporción de terreno sin cambios que puede marcarse como cambiado, por ejemplo 0.01. El umbral se deduce de los datos de base comparados entre sí; sin datos de base, de la ficha del modelo.</translation>
</message>
<message>
<source>Connected changes of fewer pixels are dropped, instead of a smallest area; 0 keeps all.</source>
<translation>Los cambios conexos de menos píxeles se descartan, en lugar de una superficie mínima; 0 los conserva todos.</translation>
</message>
<message>
<source>{}: VH file</source>
<translation>{}: archivo VH</translation>
</message>
<message>
<source>The VH file that belongs to {0}, when {0} holds VV only and the file beside it is not found by its name (..._VV.tif and ..._VH.tif are). Without it VV alone is used, with a warning: the result is worse.</source>
<translation>El archivo VH que corresponde a {0}, cuando {0} solo contiene VV y el archivo contiguo no se reconoce por su nombre (..._VV.tif y ..._VH.tif sí se reconocen). Sin él se usa VV sola, con una advertencia: el resultado es peor.</translation>
</message>
<message>
<source>{}: bands</source>
<translation>{}: bandas</translation>
</message>
<message>
<source>Band numbers in the order VV, VH (for example 1,2) or C11, Re C12, Im C12, C22 (for example 1,2,3,4){}, or the number of one polarisation that is to be used alone. Empty: recognised from band descriptions and file names; the log says how.</source>
<translation>Números de banda en el orden VV, VH (por ejemplo 1,2) o C11, Re C12, Im C12, C22 (por ejemplo 1,2,3,4){}, o el número de una polarización que se usará sola. Vacío: se reconocen por las descripciones de las bandas y los nombres de los archivos; el registro dice cómo.</translation>
</message>
<message>
<source> of {}</source>
<translation> de {}</translation>
</message>
<message>
<source>Bands of every date</source>
<translation>Bandas de todas las fechas</translation>
</message>
<message>
<source> of every date whose own are not given</source>
<translation> de todas las fechas que no tengan las suyas indicadas</translation>
</message>
<message>
<source>Changes</source>
<translation>Cambios</translation>
</message>
<message>
<source>Byte GeoTIFF (.tif): 0 unchanged, 1 changed, 255 nodata.</source>
<translation>GeoTIFF de tipo byte (.tif): 0 sin cambio, 1 cambiado, 255 sin datos.</translation>
</message>
<message>
<source>Polygons of change</source>
<translation>Polígonos de cambio</translation>
</message>
<message>
<source>Polygons of change (.gpkg, .geojson or .fgb): area in hectares on the ellipsoid, mean and largest probability, mean change in dB of VV and VH, rise or fall, the dates; with LATER the first change and the confirmations.</source>
<translation>Polígonos de cambio (.gpkg, .geojson o .fgb): superficie en hectáreas sobre el elipsoide, probabilidad media y máxima, cambio medio de VV y VH en dB, subida o bajada, las fechas; con LATER, el primer cambio y las confirmaciones.</translation>
</message>
<message>
<source>Probability of change</source>
<translation>Probabilidad de cambio</translation>
</message>
<message>
<source>GeoTIFF (.tif) of the probability of change, 0 to 1, NaN where either date has no data.</source>
<translation>GeoTIFF (.tif) de la probabilidad de cambio, de 0 a 1; NaN donde alguna de las fechas no tiene datos.</translation>
</message>
<message>
<source>Step in dB</source>
<translation>Variación en dB</translation>
</message>
<message>
<source>GeoTIFF (.tif) of the signed change: the later over the earlier date in dB, VV and VH, despeckled, the weather taken out, NaN where either has no data.</source>
<translation>GeoTIFF (.tif) del cambio con signo: la fecha posterior respecto a la anterior en dB, VV y VH, sin moteado y descontado el tiempo meteorológico; NaN donde alguna no tiene datos.</translation>
</message>
<message>
<source>First change</source>
<translation>Primer cambio</translation>
</message>
<message>
<source>GeoTIFF (.tif) of the date of the first change, in days since 1970-01-01, for which LATER is needed: the first date of the first change that lasts two dates or more, else the first date that shows a change at all.</source>
<translation>GeoTIFF (.tif) de la fecha del primer cambio, en días desde 1970-01-01, para lo que hace falta LATER: la primera fecha del primer cambio que dura dos fechas o más, o si no la primera fecha que muestra algún cambio.</translation>
</message>
<message>
<source>Confirmations</source>
<translation>Confirmaciones</translation>
</message>
<message>
<source>Byte GeoTIFF (.tif), for which LATER is needed: how many dates in a row show the change after its first date; 0: it lasts one date only; 255: no change or nodata.</source>
<translation>GeoTIFF de tipo byte (.tif), para el que hace falta LATER: cuántas fechas seguidas muestran el cambio después de su primera fecha; 0: dura una sola fecha; 255: sin cambio o sin datos.</translation>
</message>
<message>
<source>Changed pixels</source>
<translation>Píxeles cambiados</translation>
</message>
<message>
<source>Changed area in square metres</source>
<translation>Superficie cambiada en metros cuadrados</translation>
</message>
<message>
<source>Pixels with data</source>
<translation>Píxeles con datos</translation>
</message>
<message>
<source>Image</source>
<translation>Imagen</translation>
</message>
<message>
<source>VV and VH bands, C2 bands, or the VV file when VH is in its own.</source>
<translation>Bandas VV y VH, bandas de C2, o el archivo VV cuando VH está en otro.</translation>
</message>
<message>
<source>Other dates on the same grid; together with the image they give the temporal features.</source>
<translation>Otras fechas con la misma cuadrícula; junto con la imagen dan las características temporales.</translation>
</message>
<message>
<source>Further dates</source>
<translation>Más fechas</translation>
</message>
<message>
<source>Window of C2</source>
<translation>Ventana de C2</translation>
</message>
<message>
<source>Edge of the window over which C2 is averaged before entropy, alpha, degree of polarisation and m-chi, an odd number; 1: not averaged, for an image that is despeckled. Ratio, RVI and span are not averaged.</source>
<translation>Lado de la ventana sobre la que se promedia C2 antes de calcular entropía, alpha, grado de polarización y m-chi, un número impar; 1: sin promediar, para una imagen sin moteado. El cociente, RVI y span no se promedian.</translation>
</message>
<message>
<source>Units of every date. auto: recognised from names, metadata and values.</source>
<translation>Unidades de todas las fechas. auto: se reconocen por los nombres, los metadatos y los valores.</translation>
</message>
<message>
<source>GDAL creation options of the output, KEY=VALUE, for example COMPRESS=ZSTD.</source>
<translation>Opciones de creación de GDAL para la salida, CLAVE=VALOR, por ejemplo COMPRESS=ZSTD.</translation>
</message>
<message>
<source>Features</source>
<translation>Características</translation>
</message>
<message>
<source>GeoTIFF (.tif), one named band for every feature.</source>
<translation>GeoTIFF (.tif), una banda con nombre para cada característica.</translation>
</message>
<message>
<source>Names of the bands</source>
<translation>Nombres de las bandas</translation>
</message>
<message>
<source>Despeckle</source>
<translation>Eliminar el moteado</translation>
</message>
<message>
<source>Dual-polarisation SAR</source>
<translation>SAR de doble polarización</translation>
</message>
<message>
<source>Remove speckle from a Sentinel-1 VV/VH image or a dual-polarisation covariance matrix (C2).</source>
<translation>Elimina el moteado (speckle) de una imagen Sentinel-1 VV/VH o de una matriz de covarianza de doble polarización (C2).</translation>
</message>
<message>
<source>Removes speckle from a dual-polarisation SAR image and keeps edges, points and calibration: the result has the grid, CRS, nodata, units and bands of the input.
Input: VV and VH backscatter (GRD, RTC, gamma0, sigma0; linear power, dB or amplitude) in one file or one file per polarisation, or the four bands of C2 (C11, Re C12, Im C12, C22). Not an 8-bit picture. One polarisation alone (VV, VH, HH or HV) gives one band and a worse result; a warning says by how much.
Another date: an image of the same place on the same grid, best of the same orbit. What did not change between the dates adds information; what did is left to the first date alone. Reference images, instead of another date, take a whole stack: the best result.
Nodata, NaN, values that no radar measures (far outside any backscatter) and zeros around the footprint stay nodata; negative power left by noise subtraction is a measurement and counts. The log says what was found.
Give the original image, not one that is despeckled already. Every date of a folder at once: Despeckle a series.
</source>
<translation>Elimina el moteado (speckle) de una imagen SAR de doble polarización y conserva los bordes, los blancos puntuales y la calibración: el resultado tiene la cuadrícula, el SRC, el valor sin datos, las unidades y las bandas de la entrada.
Entrada: retrodispersión VV y VH (GRD, RTC, gamma0, sigma0; potencia lineal, dB o amplitud) en un archivo o en un archivo por polarización, o las cuatro bandas de C2 (C11, Re C12, Im C12, C22). No una imagen de 8 bits. Una polarización sola (VV, VH, HH o HV) da una banda y un resultado peor; una advertencia dice cuánto.
Otra fecha: una imagen del mismo lugar y con la misma cuadrícula, preferiblemente de la misma órbita. Lo que no cambió entre las fechas aporta información; en lo que cambió solo cuenta la primera fecha. Las imágenes de referencia, en lugar de otra fecha, admiten una pila entera: es lo que da el mejor resultado.
Sin datos, NaN, los valores que ningún radar mide (muy lejos de cualquier retrodispersión) y los ceros alrededor de la huella siguen sin datos; la potencia negativa que deja la sustracción del ruido es una medida y cuenta. El registro dice qué se encontró.
Indique la imagen original, no una a la que ya se le eliminó el moteado. Para todas las fechas de una carpeta a la vez: Eliminar el moteado de una serie.
</translation>
</message>
<message>
<source>sar</source>
<translation>sar</translation>
</message>
<message>
<source>sentinel-1</source>
<translation>sentinel-1</translation>
</message>
<message>
<source>radar</source>
<translation>radar</translation>
</message>
<message>
<source>speckle</source>
<translation>moteado</translation>
</message>
<message>
<source>vv</source>
<translation>vv</translation>
</message>
<message>
<source>vh</source>
<translation>vh</translation>
</message>
<message>
<source>polarimetry</source>
<translation>polarimetría</translation>
</message>
<message>
<source>despeckle</source>
<translation>eliminar moteado</translation>
</message>
<message>
<source>denoise</source>
<translation>reducción de ruido</translation>
</message>
<message>
<source>filter</source>
<translation>filtro</translation>
</message>
<message>
<source>lee</source>
<translation>lee</translation>
</message>
<message>
<source>multitemporal</source>
<translation>multitemporal</translation>
</message>
<message>
<source>Image to despeckle</source>
<translation>Imagen que se va a filtrar</translation>
</message>
<message>
<source>The raster to despeckle: VV and VH bands, C2 bands, or the VV file when VH is in its own.</source>
<translation>El ráster del que se elimina el moteado: bandas VV y VH, bandas de C2, o el archivo VV cuando VH está en otro.</translation>
</message>
<message>
<source>Another date</source>
<translation>Otra fecha</translation>
</message>
<message>
<source>The same place on the same grid at another date. Optional; two dates give a better result than one.</source>
<translation>El mismo lugar con la misma cuadrícula en otra fecha. Opcional; dos fechas dan un resultado mejor que una.</translation>
</message>
<message>
<source>Several other dates on the same grid and of the same orbit, instead of one: the more, the better. Those that do not fit are left out, and named in the log.</source>
<translation>Varias fechas más con la misma cuadrícula y de la misma órbita, en lugar de una sola: cuantas más, mejor. Las que no sirven se omiten y se nombran en el registro.</translation>
</message>
<message>
<source>Reference images</source>
<translation>Imágenes de referencia</translation>
</message>
<message>
<source>GeoTIFF (.tif) with the grid, CRS, nodata, units and bands of the input.</source>
<translation>GeoTIFF (.tif) con la cuadrícula, el SRC, el valor sin datos, las unidades y las bandas de la entrada.</translation>
</message>
<message>
<source>Ratio</source>
<translation>Cociente</translation>
</message>
<message>
<source>Optional GeoTIFF: original over despeckled power, VV and VH. Ideally it is speckle alone, of mean 1; shapes of the ground in it were taken away or added by the filter.</source>
<translation>GeoTIFF opcional: potencia original entre potencia sin moteado, VV y VH. En el caso ideal es solo moteado, de media 1; las formas del terreno que aparezcan en él las quitó o añadió el filtro.</translation>
</message>
<message>
<source>Mean of input / despeckled, first date, VV (1 = unbiased)</source>
<translation>Media de entrada / resultado, primera fecha, VV (1 = sin sesgo)</translation>
</message>
<message>
<source>Mean of input / despeckled, first date, VH (1 = unbiased)</source>
<translation>Media de entrada / resultado, primera fecha, VH (1 = sin sesgo)</translation>
</message>
<message>
<source>Despeckle a series</source>
<translation>Eliminar el moteado de una serie</translation>
</message>
<message>
<source>Remove speckle from every Sentinel-1 date of a folder, each with the dates around it as reference.</source>
<translation>Elimina el moteado de cada fecha Sentinel-1 de una carpeta, con las fechas anteriores y posteriores como referencia.</translation>
</message>
<message>
<source>Despeckles every date of a folder, or of a list of layers. The dates before and after each, on the same grid and of the same orbit, make its reference: what did not change between them adds information. A date without any is despeckled alone.
Input: a folder with one raster per date, or VV and VH in two files, or folders of products. The date must stand in the name, for example 20240131. Or stacks whose bands are named for polarisation and date (VV_20240131), or that have a time (netCDF). The images may be those that Despeckle takes.
Output: NAME_despeckled.tif in the output folder, with the grid, CRS, nodata, units and bands of its input. Choose a folder outside the input folder.
A date that fails is reported and does not stop the rest. What was complete when a run is cancelled stays; with 'Continue an interrupted run' the next run does only the others.
</source>
<translation>Elimina el moteado de cada fecha de una carpeta o de una lista de capas. Las fechas anteriores y posteriores a cada una, con la misma cuadrícula y de la misma órbita, forman su referencia: lo que no cambió entre ellas aporta información. Una fecha que no tiene ninguna se filtra sola.
Entrada: una carpeta con un ráster por fecha, o VV y VH en dos archivos, o carpetas de productos. La fecha debe figurar en el nombre, por ejemplo 20240131. O pilas cuyas bandas llevan el nombre de la polarización y la fecha (VV_20240131) o que tienen un tiempo (netCDF). Sirven las mismas imágenes que para Eliminar el moteado.
Salida: NAME_despeckled.tif en la carpeta de salida (NAME es el nombre de la entrada), con la cuadrícula, el SRC, el valor sin datos, las unidades y las bandas de su entrada. Elija una carpeta fuera de la carpeta de entrada.
Una fecha que falla se notifica y no detiene las demás. Lo que estaba completo al cancelar una ejecución se conserva; con 'Continuar una ejecución interrumpida' la siguiente procesa solo las demás.
</translation>
</message>
<message>
<source>time series</source>
<translation>serie temporal</translation>
</message>
<message>
<source>stack</source>
<translation>pila</translation>
</message>
<message>
<source>batch</source>
<translation>lote</translation>
</message>
<message>
<source>Detect changes</source>
<translation>Detectar cambios</translation>
</message>
<message>
<source>Find what changed between two Sentinel-1 images of the same place.</source>
<translation>Encuentra lo que cambió entre dos imágenes Sentinel-1 del mismo lugar.</translation>
</message>
<message>
<source>Finds what changed between two dual-polarisation SAR images: a map of two classes and, if asked for, the probability behind it.
Input: two dates on the same grid (same CRS, pixel positions and size), best of the same orbit. Nothing is resampled silently; set Align other dates, or use Warp (reproject) first. VV and VH backscatter (linear power, dB or amplitude) in one file or one file per polarisation, or the four bands of C2. Not an 8-bit picture. Of one polarisation alone (the same on both dates) changes are found less surely; a warning says so. Give the original images, not despeckled ones: the network removes the speckle itself, and filtering twice loses changes.
Threshold: lower finds more and errs more. Empty takes the value on the model's card.
Baseline: earlier dates of the same orbit make small changes stand out, and give the threshold for a share of false alarms that you state. Later dates confirm a change and date it.
An offset in dB that the whole scene shares (rain, thaw, wet snow) is taken out first and said in the log. Wind, soil moisture and crops change radar images too: a change is a change of backscatter, what it means is for you to judge.
</source>
<translation>Encuentra lo que cambió entre dos imágenes SAR de doble polarización: un mapa de dos clases y, si se pide, la probabilidad en que se basa.
Entrada: dos fechas con la misma cuadrícula (mismo SRC, misma posición y tamaño de los píxeles), preferiblemente de la misma órbita. Nada se remuestrea sin avisar; use «Alinear las otras fechas», o alinéelas antes con Combar (reproyectar). Retrodispersión VV y VH (potencia lineal, dB o amplitud) en un archivo o en un archivo por polarización, o las cuatro bandas de C2. No una imagen de 8 bits. Con una polarización sola (la misma en ambas fechas) los cambios se encuentran con menos seguridad; una advertencia lo dice. Indique las imágenes originales, no unas sin moteado: la propia red elimina el moteado, y filtrar dos veces pierde cambios.
Umbral: uno más bajo encuentra más y se equivoca más. Vacío se toma el valor de la ficha del modelo.
Datos de base: las fechas anteriores de la misma órbita hacen resaltar los cambios pequeños y dan el umbral para la proporción de falsas alarmas que usted indique. Las fechas posteriores confirman un cambio y lo datan.
Una diferencia en dB común a toda la escena (lluvia, deshielo, nieve húmeda) se descuenta primero y se indica en el registro. El viento, la humedad del suelo y los cultivos también cambian las imágenes de radar: un cambio es un cambio de la retrodispersión; lo que significa debe juzgarlo usted.
</translation>
</message>
<message>
<source>change detection</source>
<translation>detección de cambios</translation>
</message>
<message>
<source>difference</source>
<translation>diferencia</translation>
</message>
<message>
<source>deforestation</source>
<translation>deforestación</translation>
</message>
<message>
<source>flood</source>
<translation>inundación</translation>
</message>
<message>
<source>bitemporal</source>
<translation>bitemporal</translation>
</message>
<message>
<source>Despeckle and detect changes</source>
<translation>Eliminar el moteado y detectar cambios</translation>
</message>
<message>
<source>Despeckle two Sentinel-1 dates and find what changed between them, in one pass.</source>
<translation>Elimina el moteado de dos fechas Sentinel-1 y encuentra lo que cambió entre ellas, en una sola pasada.</translation>
</message>
<message>
<source>Despeckles two dates and finds what changed between them. The network does both at once, so this takes less time than the two algorithms one after the other.
Input: two dates on the same grid (same CRS, pixel positions and size), best of the same orbit. Nothing is resampled silently; set Align other dates, or use Warp (reproject) first. VV and VH backscatter (linear power, dB or amplitude) in one file or one file per polarisation, or the four bands of C2. Not an 8-bit picture. Of one polarisation alone (the same on both dates) changes are found less surely; a warning says so. Give the original images, not despeckled ones: the network removes the speckle itself, and filtering twice loses changes.
Outputs: each date despeckled, with the grid, CRS, nodata, units and bands of its input; the change in two classes; the probability of change. Clear those you do not need.
</source>
<translation>Elimina el moteado de dos fechas y encuentra lo que cambió entre ellas. La red hace ambas cosas a la vez, así que tarda menos que los dos algoritmos uno tras otro.
Entrada: dos fechas con la misma cuadrícula (mismo SRC, misma posición y tamaño de los píxeles), preferiblemente de la misma órbita. Nada se remuestrea sin avisar; use «Alinear las otras fechas», o alinéelas antes con Combar (reproyectar). Retrodispersión VV y VH (potencia lineal, dB o amplitud) en un archivo o en un archivo por polarización, o las cuatro bandas de C2. No una imagen de 8 bits. Con una polarización sola (la misma en ambas fechas) los cambios se encuentran con menos seguridad; una advertencia lo dice. Indique las imágenes originales, no unas sin moteado: la propia red elimina el moteado, y filtrar dos veces pierde cambios.
Salidas: cada fecha sin moteado, con la cuadrícula, el SRC, el valor sin datos, las unidades y las bandas de su entrada; el cambio en dos clases; la probabilidad de cambio. Vacíe las que no necesite.
</translation>
</message>
<message>
<source>Despeckled, earlier</source>
<translation>Sin moteado, anterior</translation>
</message>
<message>
<source>GeoTIFF (.tif) with the grid, CRS, nodata, units and bands of this date.</source>
<translation>GeoTIFF (.tif) con la cuadrícula, el SRC, el nodata, las unidades y las bandas de esta fecha.</translation>
</message>
<message>
<source>Despeckled, later</source>
<translation>Sin moteado, posterior</translation>
</message>
<message>
<source>Assess a despeckled image</source>
<translation>Evaluar una imagen sin moteado</translation>
</message>
<message>
<source>Measure whether a speckle filter, of any maker, invented or lost anything, and write a report.</source>
<translation>Mide si un filtro de moteado, de cualquier origen, inventó o perdió algo, y escribe un informe.</translation>
</message>
<message>
<source>Compares an original image with its filtered one, from any filter: what was taken away must look like speckle. The verdict and the figures stand in the log; the report (one HTML file, no script, nothing loaded) has the pictures: before, after, ratio image, its histogram against the law of speckle, autocorrelation, power of blocks, equivalent looks, the strongest edge, point targets. The limits of every judgement are stated there.
Input: two images on one grid, VV and VH or C2. Scenes of more than 400 windows of 400 x 400 pixels are sampled evenly; the report says so.
</source>
<translation>Compara una imagen original con la filtrada, con cualquier filtro: lo que se quitó debe parecer moteado. El veredicto y las cifras están en el registro; el informe (un archivo HTML, sin scripts, que no carga nada) contiene las imágenes: antes, después, imagen de cociente, su histograma frente a la distribución del moteado, autocorrelación, potencia de los bloques, número equivalente de looks, el borde más fuerte, blancos puntuales. Los límites de cada juicio se indican allí.
Entrada: dos imágenes con una misma cuadrícula, VV y VH o C2. Las escenas de más de 400 ventanas de 400 x 400 píxeles se muestrean de manera uniforme; el informe lo indica.
</translation>
</message>
<message>
<source>quality</source>
<translation>calidad</translation>
</message>
<message>
<source>ratio</source>
<translation>cociente</translation>
</message>
<message>
<source>enl</source>
<translation>enl</translation>
</message>
<message>
<source>report</source>
<translation>informe</translation>
</message>
<message>
<source>Original image</source>
<translation>Imagen original</translation>
</message>
<message>
<source>The image before filtering: VV and VH, C2, or the VV file.</source>
<translation>La imagen antes de filtrar: VV y VH, C2, o el archivo VV.</translation>
</message>
<message>
<source>Filtered image</source>
<translation>Imagen filtrada</translation>
</message>
<message>
<source>The image after filtering, on the same grid.</source>
<translation>La imagen después de filtrar, con la misma cuadrícula.</translation>
</message>
<message>
<source>Units of the original</source>
<translation>Unidades de la original</translation>
</message>
<message>
<source>Units of the original. auto: recognised from names, metadata and values.</source>
<translation>Unidades de la original. auto: se reconocen por los nombres, los metadatos y los valores.</translation>
</message>
<message>
<source>Units of the filtered image</source>
<translation>Unidades de la imagen filtrada</translation>
</message>
<message>
<source>Units of the filtered image; same: as stated for the original.</source>
<translation>Unidades de la imagen filtrada; same: las indicadas para la original.</translation>
</message>
<message>
<source>Equivalent number of looks</source>
<translation>Número equivalente de looks</translation>
</message>
<message>
<source>Looks of the original. Empty: estimated, which texture of the ground makes too low.</source>
<translation>Looks de la original. Vacío: se estiman; la textura del terreno hace que la estimación sea demasiado baja.</translation>
</message>
<message>
<source>Report</source>
<translation>Informe</translation>
</message>
<message>
<source>HTML files (*.html)</source>
<translation>Archivos HTML (*.html)</translation>
</message>
<message>
<source>HTML file with pictures, which loads nothing from elsewhere.</source>
<translation>Archivo HTML con imágenes, que no carga nada de otro sitio.</translation>
</message>
<message>
<source>Verdict</source>
<translation>Veredicto</translation>
</message>
<message>
<source>Total power, after / before</source>
<translation>Potencia total, después / antes</translation>
</message>
<message>
<source>Mean of before / after</source>
<translation>Media de antes / después</translation>
</message>
<message>
<source>Share of blocks of 20 x 20 pixels off by more than 4 sigma of speckle</source>
<translation>Proporción de bloques de 20 x 20 píxeles desviados más de 4 sigmas del moteado</translation>
</message>
<message>
<source>Share of blocks of 5 x 5 pixels off by more than 4 sigma of speckle</source>
<translation>Proporción de bloques de 5 x 5 píxeles desviados más de 4 sigmas del moteado</translation>
</message>
<message>
<source>Autocorrelation of the ratio image at 5 to 8 pixels</source>
<translation>Autocorrelación de la imagen de cociente entre 5 y 8 píxeles</translation>
</message>
<message>
<source>Looks missing in the ratio image, homogeneous blocks, share</source>
<translation>Looks que faltan en la imagen de cociente, bloques homogéneos, proporción</translation>
</message>
<message>
<source>Contrast of the strongest edge, after / before</source>
<translation>Contraste del borde más fuerte, después / antes</translation>
</message>
<message>
<source>Point targets, median change in dB</source>
<translation>Blancos puntuales, mediana del cambio en dB</translation>
</message>
<message>
<source>Share of pixels measured in one image only</source>
<translation>Proporción de píxeles medidos en una sola imagen</translation>
</message>
<message>
<source>Polarimetric features</source>
<translation>Características polarimétricas</translation>
</message>
<message>
<source>Make polarimetric and temporal features of SAR images as one multi-band raster for a classifier.</source>
<translation>Calcula características polarimétricas y temporales de imágenes SAR como un ráster multibanda para un clasificador.</translation>
</message>
<message>
<source>Writes one float32 raster with named bands, ready for EnMAP-Box, Orfeo ToolBox or scikit-learn; NaN is nodata.
Always: VV_VH_ratio_dB, RVI = 4 VH / (VV + VH), span = VV + VH. Of C2 also: entropy and alpha (Cloude and Pottier), polarisation_degree, mchi_odd, mchi_even and mchi_volume (Raney). With further dates also, for VV and VH over all dates: mean, std (of linear power) and cv = std / mean.
Speckle makes features of single pixels vague: give despeckled images, or a larger window for C2.
</source>
<translation>Escribe un ráster float32 con bandas con nombre, listo para EnMAP-Box, Orfeo ToolBox o scikit-learn; NaN es sin datos.
Siempre: VV_VH_ratio_dB, RVI = 4 VH / (VV + VH), span = VV + VH. De C2 además: entropy y alpha (Cloude y Pottier), polarisation_degree, mchi_odd, mchi_even y mchi_volume (Raney). Con más fechas además, para VV y VH sobre todas las fechas: mean, std (de la potencia lineal) y cv = std / mean.
El moteado hace imprecisas las características de píxeles aislados: indique imágenes sin moteado, o una ventana mayor para C2.
</translation>
</message>
<message>
<source>feature</source>
<translation>característica</translation>
</message>
<message>
<source>rvi</source>
<translation>rvi</translation>
</message>
<message>
<source>entropy</source>
<translation>entropía</translation>
</message>
<message>
<source>alpha</source>
<translation>alpha</translation>
</message>
<message>
<source>m-chi</source>
<translation>m-chi</translation>
</message>
<message>
<source>coefficient of variation</source>
<translation>coeficiente de variación</translation>
</message>
<message>
<source>classification</source>
<translation>clasificación</translation>
</message>
<message>
<source>Import covariance matrix</source>
<translation>Importar matriz de covarianza</translation>
</message>
<message>
<source>Write the covariance matrix C2 of PolSARpro or SNAP as one GeoTIFF, or back as a PolSARpro folder.</source>
<translation>Escribe la matriz de covarianza C2 de PolSARpro o SNAP como un GeoTIFF, o de vuelta como carpeta de PolSARpro.</translation>
</message>
<message>
<source>Reads a PolSARpro C2 folder (with ENVI headers or config.txt), a BEAM-DIMAP product of SNAP (.dim), or a raster with the four bands of C2, and writes one GeoTIFF with the bands C11, C12_real, C12_imag and C22, a PolSARpro folder, or both. Values are copied bit by bit.
</source>
<translation>Lee una carpeta C2 de PolSARpro (con cabeceras ENVI o config.txt), un producto BEAM-DIMAP de SNAP (.dim) o un ráster con las cuatro bandas de C2, y escribe un GeoTIFF con las bandas C11, C12_real, C12_imag y C22, una carpeta de PolSARpro, o ambos. Los valores se copian bit a bit.
</translation>
</message>
<message>
<source>c2</source>
<translation>c2</translation>
</message>
<message>
<source>polsarpro</source>
<translation>polsarpro</translation>
</message>
<message>
<source>snap</source>
<translation>snap</translation>
</message>
<message>
<source>dimap</source>
<translation>dimap</translation>
</message>
<message>
<source>export</source>
<translation>exportar</translation>
</message>
<message>
<source>convert</source>
<translation>convertir</translation>
</message>
<message>
<source>The .dim file of a product, a raster with the four bands of C2, or C11.bin of a folder.</source>
<translation>El archivo .dim de un producto, un ráster con las cuatro bandas de C2, o C11.bin de una carpeta.</translation>
</message>
<message>
<source>Product or raster</source>
<translation>Producto o ráster</translation>
</message>
<message>
<source>Or PolSARpro folder</source>
<translation>O carpeta de PolSARpro</translation>
</message>
<message>
<source>The folder C2 with C11, C12_real, C12_imag and C22, instead of a product or raster.</source>
<translation>La carpeta C2 con C11, C12_real, C12_imag y C22, en lugar de un producto o ráster.</translation>
</message>
<message>
<source>Bands</source>
<translation>Bandas</translation>
</message>
<message>
<source>Covariance matrix C2</source>
<translation>Matriz de covarianza C2</translation>
</message>
<message>
<source>GeoTIFF (.tif) with the bands C11, C12_real, C12_imag, C22.</source>
<translation>GeoTIFF (.tif) con las bandas C11, C12_real, C12_imag, C22.</translation>
</message>
<message>
<source>PolSARpro folder</source>
<translation>Carpeta de PolSARpro</translation>
</message>
<message>
<source>Optional folder to make: the four elements with ENVI headers, and config.txt.</source>
<translation>Carpeta opcional que se crea: los cuatro elementos con cabeceras ENVI, y config.txt.</translation>
</message>
<message>
<source>Sample data</source>
<translation>Datos de ejemplo</translation>
</message>
<message>
<source>Load two small Sentinel-1 images of a forest in Myanmar, to try the plugin on.</source>
<translation>Carga dos pequeñas imágenes Sentinel-1 de un bosque de Myanmar, para probar el complemento.</translation>
</message>
<message>
<source>Copies small Sentinel-1 images into a folder and adds two dates of one forest, 2015-03-29 and 2016-03-23, to the project: VV and VH in dB. Despeckle or Detect changes can be tried on them at once.
The folder also holds a pair of OPERA RTC-S1 images, one file per polarisation, and the dates of forest disturbances that observers saw. Origins and licences are in README.md there. Contains modified Copernicus Sentinel data 2015, 2016, 2024, 2025.
</source>
<translation>Copia pequeñas imágenes Sentinel-1 en una carpeta y añade al proyecto dos fechas de un bosque, 2015-03-29 y 2016-03-23: VV y VH en dB. Eliminar el moteado o Detectar cambios se pueden probar con ellas enseguida.
La carpeta contiene también un par de imágenes OPERA RTC-S1, un archivo por polarización, y las fechas de perturbaciones del bosque que vieron observadores. La procedencia y las licencias están allí en README.md. Contiene datos modificados de Copernicus Sentinel 2015, 2016, 2024, 2025.
</translation>
</message>
<message>
<source>sample</source>
<translation>muestra</translation>
</message>
<message>
<source>example</source>
<translation>ejemplo</translation>
</message>
<message>
<source>demo</source>
<translation>demostración</translation>
</message>
<message>
<source>test data</source>
<translation>datos de prueba</translation>
</message>
<message>
<source>Folder of the sample images</source>
<translation>Carpeta de las imágenes de ejemplo</translation>
</message>
<message>
<source>The folder that the images are copied into. It is made if it does not exist.</source>
<translation>La carpeta en la que se copian las imágenes. Se crea si no existe.</translation>
</message>
<message>
<source>Check environment</source>
<translation>Comprobar el entorno</translation>
</message>
<message>
<source>Show what this QGIS computes with and how fast, and the command that adds PyTorch.</source>
<translation>Muestra con qué calcula este QGIS y a qué velocidad, y la orden que añade PyTorch.</translation>
</message>
<message>
<source>Shows the versions of QGIS, Python, NumPy, GDAL and PyTorch, the graphics card and the free memory, which of them the algorithms compute with, how fast (a short benchmark), and the exact command that adds PyTorch to the Python of this QGIS. Nothing is installed or changed.
PyTorch is not required: without it the compact model runs on NumPy, more slowly. 'Install PyTorch' adds it from within QGIS.
</source>
<translation>Muestra las versiones de QGIS, Python, NumPy, GDAL y PyTorch, la tarjeta gráfica y la memoria libre, con cuáles de ellos calculan los algoritmos, a qué velocidad (una medición breve), y la orden exacta que añade PyTorch al Python de este QGIS. No se instala ni se cambia nada.
PyTorch no es necesario: sin él, el modelo compacto se ejecuta con NumPy, más despacio. 'Instalar PyTorch' lo añade desde QGIS.
</translation>
</message>
<message>
<source>pytorch</source>
<translation>pytorch</translation>
</message>
<message>
<source>torch</source>
<translation>torch</translation>
</message>
<message>
<source>cuda</source>
<translation>cuda</translation>
</message>
<message>
<source>install</source>
<translation>instalar</translation>
</message>
<message>
<source>version</source>
<translation>versión</translation>
</message>
<message>
<source>benchmark</source>
<translation>velocidad</translation>
</message>
<message>
<source>Measure the speed</source>
<translation>Medir la velocidad</translation>
</message>
<message>
<source>Despeckles a small sample image; takes some seconds.</source>
<translation>Elimina el moteado de una imagen pequeña de muestra; tarda unos segundos.</translation>
</message>
<message>
<source>Speed in megapixels per second</source>
<translation>Velocidad en megapíxeles por segundo</translation>
</message>
<message>
<source>QGIS</source>
<translation>QGIS</translation>
</message>
<message>
<source>Python</source>
<translation>Python</translation>
</message>
<message>
<source>NumPy</source>
<translation>NumPy</translation>
</message>
<message>
<source>GDAL</source>
<translation>GDAL</translation>
</message>
<message>
<source>PyTorch</source>
<translation>PyTorch</translation>
</message>
<message>
<source>CUDA</source>
<translation>CUDA</translation>
</message>
<message>
<source>Free memory</source>
<translation>Memoria libre</translation>
</message>
<message>
<source>Computes with</source>
<translation>Calcula con</translation>
</message>
<message>
<source>Command that installs PyTorch</source>
<translation>Orden que instala PyTorch</translation>
</message>
<message>
<source>Install PyTorch</source>
<translation>Instalar PyTorch</translation>
</message>
<message>
<source>Add PyTorch to this QGIS, in a folder of its own: twice as fast, and every model can be used.</source>
<translation>Añade PyTorch a este QGIS, en una carpeta propia: el doble de rápido, y se pueden usar todos los modelos.</translation>
</message>
<message>
<source>PyTorch is not required. It makes the algorithms about twice as fast, runs every model and uses an NVIDIA card.
With your consent, pip downloads it (about 200 MB; 900 MB on the disk) into a folder of your QGIS profile. QGIS's own packages are not touched, and NumPy stays as QGIS has it. An upgrade of the plugin does not delete it. To remove it, delete the folder that the log names.
Nothing is kept if it fails or is cancelled: QGIS then works as before. QGIS's proxy settings are used. Without a network, give a folder that holds the wheel files (pip download torch, on a machine with the same system and the same Python).
</source>
<translation>PyTorch no es necesario. Hace los algoritmos aproximadamente el doble de rápidos, ejecuta todos los modelos y usa una tarjeta NVIDIA.
Con su consentimiento, pip lo descarga (unos 200 MB; 900 MB en el disco) en una carpeta de su perfil de QGIS. Los paquetes propios de QGIS no se tocan, y NumPy queda como lo tiene QGIS. Una actualización del complemento no lo borra. Para quitarlo, borre la carpeta que nombra el registro.
Si falla o se cancela no queda nada: QGIS funciona entonces como antes. Se usan los ajustes de proxy de QGIS. Sin red, indique una carpeta con los archivos wheel (pip download torch, en una máquina con el mismo sistema y el mismo Python).
</translation>
</message>
<message>
<source>pip</source>
<translation>pip</translation>
</message>
<message>
<source>Yes, download and install PyTorch</source>
<translation>Sí, descargar e instalar PyTorch</translation>
</message>
<message>
<source>Your consent; without it nothing is done. On the command line: INSTALL=yes.</source>
<translation>Su consentimiento; sin él no se hace nada. En la línea de órdenes: INSTALL=yes.</translation>
</message>
<message>
<source>Folder of wheel files</source>
<translation>Carpeta de archivos wheel</translation>
</message>
<message>
<source>PyTorch and what it needs are taken from this folder instead of the network.</source>
<translation>PyTorch y lo que necesita se toman de esta carpeta en lugar de la red.</translation>
</message>
<message>
<source>Package index</source>
<translation>Índice de paquetes</translation>
</message>
<message>
<source>Where pip looks. The default has PyTorch for the CPU; for an NVIDIA card {}.</source>
<translation>Dónde busca pip. El valor predeterminado tiene PyTorch para la CPU; para una tarjeta NVIDIA {}.</translation>
</message>
<message>
<source>Version of PyTorch</source>
<translation>Versión de PyTorch</translation>
</message>
<message>
<source>Folder</source>
<translation>Carpeta</translation>
</message>
<message>
<source>Clean series</source>
<translation>Serie sin moteado</translation>
</message>
<message>
<source>Models</source>
<translation>Modelos</translation>
</message>
<message>
<source>Every date of a folder despeckled, each with up to five dates before and after it as reference. An interrupted run continues where it stopped.</source>
<translation>Todas las fechas de una carpeta sin moteado, cada una con hasta cinco fechas anteriores y posteriores como referencia. Una ejecución interrumpida continúa donde se detuvo.</translation>
</message>
<message>
<source>Dates before and after (0 - 50)</source>
<translation>Fechas anteriores y posteriores (0 - 50)</translation>
</message>
<message>
<source>Flood map</source>
<translation>Mapa de inundación</translation>
</message>
<message>
<source>Ground that was flooded between two dates: VV and VH fell, because open water reflects the pulse away.
Give an image of before and one of during the flood, of the same orbit. Earlier dates of that orbit (baseline) tell the flood from what varies there anyway. Wind on the water and flooded forest can hide it.</source>
<translation>Terreno que se inundó entre dos fechas: VV y VH bajaron, porque el agua abierta refleja el pulso hacia otro lado.
Indique una imagen de antes y una de durante la inundación, de la misma órbita. Fechas anteriores de esa órbita (datos de base) distinguen la inundación de lo que allí varía de todos modos. El viento sobre el agua y el bosque inundado pueden ocultarla.</translation>
</message>
<message>
<source>Smallest change to keep (hectares)</source>
<translation>Cambio más pequeño que se conserva (hectáreas)</translation>
</message>
<message>
<source>Flooded</source>
<translation>Inundado</translation>
</message>
<message>
<source>Flooded areas</source>
<translation>Áreas inundadas</translation>
</message>
<message>
<source>Forest clearing map</source>
<translation>Mapa de tala de bosque</translation>
</message>
<message>
<source>Forest that was cleared between two dates: VH fell most. The step in dB tells how much was lost.
Earlier dates of the same orbit (baseline) make small clearings stand out and set the threshold for the share of false alarms. After some months a clearing is no longer seen: choose the later date soon after it.</source>
<translation>Bosque que se taló entre dos fechas: VH fue lo que más bajó. La variación en dB dice cuánto se perdió.
Las fechas anteriores de la misma órbita (datos de base) hacen resaltar las talas pequeñas y fijan el umbral para la proporción de falsas alarmas. Al cabo de unos meses la tala ya no se ve en el radar: elija la fecha posterior poco después de ella.</translation>
</message>
<message>
<source>False alarms (0.0001 - 0.5)</source>
<translation>Falsas alarmas (0.0001 - 0.5)</translation>
</message>
<message>
<source>Cleared</source>
<translation>Talado</translation>
</message>
<message>
<source>Cleared areas</source>
<translation>Áreas taladas</translation>
</message>
<message>
<source>Features of a series</source>
<translation>Características de una serie</translation>
</message>
<message>
<source>Every date of a folder despeckled, and one raster with named bands of the series for a classifier.
The bands are the features of the newest date, and mean, deviation and coefficient of variation of VV and VH over all dates. The dates must lie on one grid.</source>
<translation>Cada fecha de una carpeta sin moteado, y un ráster de la serie, con bandas con nombre, para un clasificador.
Las bandas son las características de la fecha más reciente, y la media, la desviación y el coeficiente de variación de VV y VH de todas las fechas. Las fechas deben estar en una misma cuadrícula.</translation>
</message>
<message>
<source>kept</source>
<translation>conservado</translation>
</message>
<message>
<source>doubtful</source>
<translation>dudoso</translation>
</message>
<message>
<source>not kept</source>
<translation>no conservado</translation>
</message>
<message>
<source>not measured</source>
<translation>no medido</translation>
</message>
<message>
<source>Unchanged</source>
<translation>Sin cambio</translation>
</message>
<message>
<source>Changed</source>
<translation>Cambiado</translation>
</message>
<message>
<source>one of {}</source>
<translation>uno de {}</translation>
</message>
<message>
<source>a whole number</source>
<translation>un número entero</translation>
</message>
<message>
<source> from {:g}</source>
<translation> a partir de {:g}</translation>
</message>
<message>
<source> from {:g} to {:g}</source>
<translation> de {:g} a {:g}</translation>
</message>
<message>
<source>a number</source>
<translation>un número</translation>
</message>
<message>
<source>yes or no</source>
<translation>sí o no</translation>
</message>
<message>
<source>four coordinates and a CRS</source>
<translation>cuatro coordenadas y un SRC</translation>
</message>
<message>
<source>a text</source>
<translation>un texto</translation>
</message>
<message>
<source>Unexpected {}: {}. What to do: report it with the log above; this is a defect of the plugin.</source>
<translation>Error inesperado, {}: {}. Qué hacer: comuníquelo con el registro de arriba; es un defecto del complemento.</translation>
</message>
<message>
<source>{} with:</source>
<translation>{} con:</translation>
</message>
<message>
<source>{} and REFERENCES are both given. Expected: one of the two. What to do: add the second date to REFERENCES and clear {}, or clear REFERENCES.</source>
<translation>Se indicaron {} y también REFERENCES. Se esperaba: uno de los dos. Qué hacer: añada la segunda fecha a REFERENCES y vacíe {}, o vacíe REFERENCES.</translation>
</message>
<message>
<source>{} of INPUT_FOLDER and INPUT_LAYERS are given. Expected: one, a folder with one raster per date, or a list of layers. What to do: choose a folder or layers.</source>
<translation>Se dan {} de INPUT_FOLDER e INPUT_LAYERS. Se espera: uno de los dos, una carpeta con un ráster por fecha o una lista de capas. Qué hacer: elija una carpeta o capas.</translation>
</message>
<message>
<source>OUTPUT_FOLDER, '{}', lies in INPUT_FOLDER. Expected: a folder elsewhere, because the results would be taken for dates next time. What to do: choose another folder for the results.</source>
<translation>OUTPUT_FOLDER, '{}', está dentro de INPUT_FOLDER. Se esperaba: una carpeta en otro lugar, porque la próxima vez los resultados se tomarían por fechas. Qué hacer: elija otra carpeta para los resultados.</translation>
</message>
<message>
<source>{} of {} dates despeckled in {:.1f} s</source>
<translation>Moteado eliminado en {} de {} fechas en {:.1f} s</translation>
</message>
<message>
<source>No date could be despeckled.</source>
<translation>No se pudo eliminar el moteado de ninguna fecha.</translation>
</message>
<message>
<source>Failed: {}</source>
<translation>Falló: {}</translation>
</message>
<message>
<source>Cancelled by the user. The dates that were complete by then stay in '{}'.</source>
<translation>Cancelado por el usuario. Las fechas que estaban completas hasta entonces quedan en '{}'.</translation>
</message>
<message>
<source>The next run with the same settings does the others.</source>
<translation>La próxima ejecución con los mismos ajustes procesa las demás.</translation>
</message>
<message>
<source>{} more, see the log.</source>
<translation>{} más, véase el registro.</translation>
</message>
<message>
<source> and </source>
<translation> y </translation>
</message>
<message>
<source>not installed</source>
<translation>no instalado</translation>
</message>
<message>
<source>not available</source>
<translation>no disponible</translation>
</message>
<message>
<source>INSTALL is not set, so nothing was done. What to do: tick it (INSTALL=yes) to have PyTorch installed into '{}'.</source>
<translation>INSTALL no está marcado, así que no se hizo nada. Qué hacer: márquelo (INSTALL=yes) para que PyTorch se instale en '{}'.</translation>
</message>
<message>
<source>The folder '{}' holds no wheel file of PyTorch. Expected: torch-VERSION-....whl and the wheels it needs. What to do: choose another folder.</source>
<translation>La carpeta '{}' no contiene ningún archivo wheel de PyTorch. Se esperaba: torch-VERSION-....whl y los wheels que necesita. Qué hacer: elija otra carpeta.</translation>
</message>
<message>
<source>The sample images cannot be written to '{}' ({}). Expected: a folder you may write to. What to do: choose another folder.</source>
<translation>Las imágenes de muestra no se pueden escribir en '{}' ({}). Se esperaba: una carpeta en la que pueda escribir. Qué hacer: elija otra carpeta.</translation>
</message>
<message>
<source>Installing PyTorch into '{}'.</source>
<translation>Instalando PyTorch en '{}'.</translation>
</message>
<message>
<source>PyTorch {} is installed. The next run uses it.</source>
<translation>PyTorch {} está instalado. La próxima ejecución lo usa.</translation>
</message>
<message>
<source>Speed: {} megapixels per second</source>
<translation>Velocidad: {} megapíxeles por segundo</translation>
</message>
<message>
<source>{} of INPUT and INPUT_FOLDER are given. Expected: one. What to do: choose a file or a folder.</source>
<translation>Se indicaron {} de INPUT e INPUT_FOLDER. Se esperaba: uno. Qué hacer: elija un archivo o una carpeta.</translation>
</message>
<message>
<source>'{}' is a folder. Expected: a file. What to do: give it as INPUT_FOLDER.</source>
<translation>'{}' es una carpeta. Se esperaba: un archivo. Qué hacer: indíquela como INPUT_FOLDER.</translation>
</message>
<message>
<source>'{}' is a file. Expected: a folder. What to do: give it as INPUT.</source>
<translation>'{}' es un archivo. Se esperaba: una carpeta. Qué hacer: indíquelo como INPUT.</translation>
</message>
<message>
<source>No output was asked for. What to do: give at least one of {}.</source>
<translation>No se pidió ninguna salida. Qué hacer: indique al menos una de {}.</translation>
</message>
<message>
<source>{}: the output '{}' ends in '{}'. Expected: a file that ends in .{} (others would change the values or cut texts). What to do: end the file name in .{}.</source>
<translation>{}: la salida '{}' termina en '{}'. Se esperaba: un archivo que termine en .{} (otros cambiarían los valores o cortarían los textos). Qué hacer: termine el nombre del archivo en .{}.</translation>
</message>
<message>
<source>{0} is not given. What to do: choose a raster for {0}.</source>
<translation>{0} no está indicado. Qué hacer: elija un ráster para {0}.</translation>
</message>
<message>
<source>PyTorch, which is not required, would make this faster.</source>
<translation>PyTorch, que no es necesario, haría esto más rápido.</translation>
</message>
<message>
<source>Not given, so chosen by the program: {}</source>
<translation>No indicado; lo elige el programa: {}</translation>
</message>
<message>
<source>two band numbers (VV, VH), four (C11, Re C12, Im C12, C22) or one, from 1, such as 1,2</source>
<translation>dos números de banda (VV, VH), cuatro (C11, Re C12, Im C12, C22) o uno, a partir de 1, como 1,2</translation>
</message>
<message>
<source>Unknown parameter {}. Expected: {}. What to do: {}.</source>
<translation>Parámetro desconocido {}. Se esperaba: {}. Qué hacer: {}.</translation>
</message>
<message>
<source>{}: the layer '{}' is not valid. What to do: check its source {}.</source>
<translation>{}: la capa '{}' no es válida. Qué hacer: compruebe su origen {}.</translation>
</message>
<message>
<source>{}: the layer '{}' comes from the '{}' provider, whose pixels are pictures, are computed or live on a server. Expected: a raster file (GDAL). What to do: export it first (right-click the layer, Export, Save As, raw data, GeoTIFF).</source>
<translation>{}: la capa '{}' viene del proveedor '{}', cuyos píxeles son imágenes, se calculan o están en un servidor. Se esperaba: un archivo ráster (GDAL). Qué hacer: expórtela primero (clic derecho sobre la capa, Exportar, Guardar como, datos en bruto, GeoTIFF).</translation>
</message>
<message>
<source>{} has {} rasters. Expected: one. What to do: choose one.</source>
<translation>{} tiene {} rásteres. Se esperaba: uno. Qué hacer: elija uno.</translation>
</message>
<message>
<source>{}: the layer '{}' is no raster. Expected: a raster layer, or the path of a raster file. What to do: choose another layer.</source>
<translation>{}: la capa '{}' no es un ráster. Se esperaba: una capa ráster o la ruta de un archivo ráster. Qué hacer: elija otra capa.</translation>
</message>
<message>
<source>: true or false</source>
<translation>: true o false</translation>
</message>
<message>
<source>take one of these names</source>
<translation>tome uno de estos nombres</translation>
</message>
<message>
<source>{} is '{}'. Expected: {}. What to do: correct {}.</source>
<translation>{} es '{}'. Se esperaba: {}. Qué hacer: corrija {}.</translation>
</message>
<message>
<source>a text without a zero byte</source>
<translation>un texto sin byte nulo</translation>
</message>
<message>
<source>{}: the layer's CRS was set to {} in QGIS, the file states {}; the result carries the file's. 'Assign projection' writes a CRS into the file.</source>
<translation>{}: el SRC de la capa se cambió en QGIS a {}, el archivo indica {}; el resultado lleva el del archivo. 'Asignar proyección' escribe un SRC en el archivo.</translation>
</message>
<message>
<source>none</source>
<translation>ninguno</translation>
</message>
<message>
<source>{}: additional nodata values are set in the layer's properties; they are not part of the file and are not used. 'Translate' with 'Assign a specified NoData value' writes them into a copy.</source>
<translation>{}: en las propiedades de la capa hay valores sin datos adicionales; no forman parte del archivo y no se usan. 'Traducir' con un valor sin datos asignado los escribe en una copia.</translation>
</message>
<message>
<source>write {}</source>
<translation>escriba {}</translation>
</message>
<message>
<source>in a terminal</source>
<translation>en un terminal</translation>
</message>
<message>
<source>In QGIS: menu Plugins, MTDN SAR, Install PyTorch{}. Or by hand, {}: {}   (then restart QGIS)</source>
<translation>En QGIS: menú Complementos, MTDN SAR, Instalar PyTorch{}. O a mano, {}: {}   (después, reinicie QGIS)</translation>
</message>
<message>
<source>A Python package is installed but does not start: {}. What to do: install it afresh. {}</source>
<translation>Un paquete de Python está instalado pero no arranca: {}. Qué hacer: instálelo de nuevo. {}</translation>
</message>
<message>
<source>in the OSGeo4W Shell (Start menu, QGIS folder)</source>
<translation>en la consola OSGeo4W (menú Inicio, carpeta QGIS)</translation>
</message>
<message>
<source>in the Terminal</source>
<translation>en el Terminal</translation>
</message>
<message>
<source>What to do: {}</source>
<translation>Qué hacer: {}</translation>
</message>
<message>
<source>Expected: {}</source>
<translation>Se esperaba: {}</translation>
</message>
<message>
<source>{} has no pip. What to do: install it (Debian, Ubuntu: sudo apt install python3-pip) and retry.</source>
<translation>{} no tiene pip. Qué hacer: instálelo (Debian, Ubuntu: sudo apt install python3-pip) e inténtelo de nuevo.</translation>
</message>
<message>
<source>pip could not install PyTorch: {}. What to do: check the network and QGIS's proxy settings, or give a folder of wheel files. QGIS works as before.</source>
<translation>pip no pudo instalar PyTorch: {}. Qué hacer: compruebe la red y los ajustes de proxy de QGIS, o indique una carpeta de archivos wheel. QGIS funciona como antes.</translation>
</message>
<message>
<source>PyTorch was installed but does not start, and was removed again: {}. What to do: report it with the log above. QGIS works as before.</source>
<translation>PyTorch se instaló pero no arranca, y se quitó de nuevo: {}. Qué hacer: comuníquelo con el registro de arriba. QGIS funciona como antes.</translation>
</message>
<message>
<source>'{}' has {} MB free. Expected: {} MB. What to do: make room on this disk.</source>
<translation>'{}' tiene {} MB libres. Se esperaba: {} MB. Qué hacer: libere espacio en este disco.</translation>
</message>
<message>
<source>The folder of PyTorch cannot be written: {}. What to do: see to it that '{}' can be written, restart QGIS and try again.</source>
<translation>No se puede escribir en la carpeta de PyTorch: {}. Qué hacer: procure que se pueda escribir en '{}', reinicie QGIS e inténtelo de nuevo.</translation>
</message>
<message>
<source>Cancelled by the user. Nothing was installed; QGIS works as before.</source>
<translation>Cancelado por el usuario. No se instaló nada; QGIS funciona como antes.</translation>
</message>
<message>
<source>Choose a model file</source>
<translation>Elegir un archivo de modelo</translation>
</message>
<message>
<source>Check environment ...</source>
<translation>Comprobar el entorno ...</translation>
</message>
<message>
<source>Install PyTorch ...</source>
<translation>Instalar PyTorch ...</translation>
</message>
<message>
<source> to </source>
<translation> a </translation>
</message>
<message>
<source>Fall</source>
<translation>Bajada</translation>
</message>
<message>
<source>Rise</source>
<translation>Subida</translation>
</message>
<message>
<source>Cancelling: waiting for the tiles in work ...</source>
<translation>Cancelando: se espera a las teselas en curso ...</translation>
</message>
</context>
</TS>
