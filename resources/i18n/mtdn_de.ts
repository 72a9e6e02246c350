<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
<name>MTDN</name>
<message>
<source>MTDN: SAR despeckling and change detection</source>
<translation>MTDN: Speckle entfernen und Veränderungen erkennen in SAR-Bildern</translation>
</message>
<message>
<source>The folder that holds one raster, or a pair of VV and VH files, for each date; the date is in the name.</source>
<translation>Der Ordner, der für jede Aufnahme ein Raster oder ein Paar aus VV- und VH-Datei enthält; das Datum steht im Namen.</translation>
</message>
<message>
<source>Folder of the dates</source>
<translation>Ordner der Aufnahmen</translation>
</message>
<message>
<source>One raster for each date, instead of a folder.</source>
<translation>Ein Raster je Aufnahme, anstelle eines Ordners.</translation>
</message>
<message>
<source>VH files are found beside the VV files.</source>
<translation>VH-Dateien werden neben den VV-Dateien gefunden.</translation>
</message>
<message>
<source>Or images of the dates</source>
<translation>Oder Bilder der Aufnahmen</translation>
</message>
<message>
<source>Dates before and after</source>
<translation>Aufnahmen davor und danach</translation>
</message>
<message>
<source>Up to so many dates before and so many after each date make its reference; 0: each alone.</source>
<translation>Höchstens so viele Aufnahmen vor und so viele nach jeder Aufnahme bilden ihre Referenz; 0: jede allein.</translation>
</message>
<message>
<source>Load the results</source>
<translation>Ergebnisse laden</translation>
</message>
<message>
<source>Adds the results to the project, in one group, the newest on top.</source>
<translation>Fügt die Ergebnisse dem Projekt hinzu, in einer Gruppe, das neueste zuoberst.</translation>
</message>
<message>
<source>Units of the input</source>
<translation>Einheiten der Eingabe</translation>
</message>
<message>
<source>Units of the input; the output has the same. auto: recognised from names, metadata and values, and said in the log; where they cannot be told, the run asks for them.</source>
<translation>Einheiten der Eingabe; die Ausgabe hat dieselben. auto: aus Namen, Metadaten und Werten erkannt und im Protokoll genannt; wo sie sich nicht erkennen lassen, verlangt der Lauf die Angabe.</translation>
</message>
<message>
<source>One of the words: {}.</source>
<translation>Eines der Wörter: {}.</translation>
</message>
<message>
<source>Model</source>
<translation>Modell</translation>
</message>
<message>
<source>Name of a shipped model, or path of a model card (.json) or of its weights (.safetensors).</source>
<translation>Name eines mitgelieferten Modells, oder Pfad einer Modellkarte (.json) oder ihrer Gewichte (.safetensors).</translation>
</message>
<message>
<source>Shipped: {}.</source>
<translation>Mitgeliefert: {}.</translation>
</message>
<message>
<source>Compute on</source>
<translation>Rechnen auf</translation>
</message>
<message>
<source>auto: an NVIDIA graphics card if PyTorch sees one (the log says why not), else the CPU; cuda insists on it.</source>
<translation>auto: eine NVIDIA-Grafikkarte, wenn PyTorch eine findet (das Protokoll nennt sonst den Grund), andernfalls die CPU; cuda besteht auf der Grafikkarte.</translation>
</message>
<message>
<source>Despeckling strength</source>
<translation>Filterstärke</translation>
</message>
<message>
<source>0, which measured best, keeps the fluctuation that both polarisations share (ground, and part of the speckle); 1 removes it in homogeneous areas: smoother, and farther from the truth. Empty: the value on the model's card.</source>
<translation>0, nach den Messungen das Beste, behält die Schwankung, die beide Polarisationen gemeinsam haben (Gelände und ein Teil des Speckles); 1 entfernt sie in homogenen Flächen: glatter, aber weiter von der Wahrheit entfernt. Leer: der Wert der Modellkarte.</translation>
</message>
<message>
<source>Align other dates</source>
<translation>Andere Aufnahmen ausrichten</translation>
</message>
<message>
<source>Dates on another grid than the first: refuse them, or bring them onto its grid, by the nearest pixel, or bilinear (linear power is interpolated, which smooths speckle a little). It is said in the log.</source>
<translation>Aufnahmen auf einem anderen Gitter als dem der ersten: ablehnen (refuse) oder auf deren Gitter bringen, mit dem nächsten Pixel (nearest) oder bilinear (interpoliert wird lineare Leistung, was den Speckle ein wenig glättet). Das Protokoll nennt es.</translation>
</message>
<message>
<source>Extent</source>
<translation>Ausdehnung</translation>
</message>
<message>
<source>Only this part of the first date, in whole pixels; the result is that of the whole scene, cut out.</source>
<translation>Nur dieser Ausschnitt der ersten Aufnahme, in ganzen Pixeln; das Ergebnis ist der Ausschnitt des Ergebnisses der ganzen Szene.</translation>
</message>
<message>
<source>Tile size</source>
<translation>Kachelgröße</translation>
</message>
<message>
<source>pixels</source>
<translation>Pixel</translation>
</message>
<message>
<source>Edge of the squares the scene is worked on in. Empty: chosen for the model and the memory.</source>
<translation>Kantenlänge der Kacheln, in denen die Szene bearbeitet wird. Leer: passend zu Modell und Arbeitsspeicher gewählt.</translation>
</message>
<message>
<source>Tiles at a time</source>
<translation>Gleichzeitige Kacheln</translation>
</message>
<message>
<source>Tiles that are computed at the same time. Empty: as many as the processor has cores and the memory holds; the result is the same.</source>
<translation>Anzahl der Kacheln, die gleichzeitig gerechnet werden. Leer: so viele, wie der Prozessor Kerne hat und der Arbeitsspeicher zulässt; das Ergebnis ist dasselbe.</translation>
</message>
<message>
<source>Continue an interrupted run</source>
<translation>Unterbrochenen Lauf fortsetzen</translation>
</message>
<message>
<source>Keeps the tiles that are done when the run is interrupted, in hidden files beside the first output, and continues from those that an earlier run with the same inputs, settings and outputs has kept; the result is the same to the byte. Needs scratch space for the uncompressed outputs.</source>
<translation>Behält die fertigen Kacheln eines unterbrochenen Laufs in versteckten Dateien neben der ersten Ausgabe und macht mit denen weiter, die ein früherer Lauf mit denselben Eingaben, Einstellungen und Ausgaben behalten hat; das Ergebnis ist auf das Byte gleich. Braucht Plattenplatz für die unkomprimierten Ausgaben.</translation>
</message>
<message>
<source>Fast, not quite exact</source>
<translation>Schnell, nicht ganz genau</translation>
</message>
<message>
<source>Arithmetic of half the precision (bfloat16) where the processor has it: up to twice as fast, values 0.1 to 0.3 % off. The log says whether it was used.</source>
<translation>Rechnet mit halber Genauigkeit (bfloat16), wo der Prozessor sie beherrscht: bis zu doppelt so schnell, Werte 0,1 bis 0,3 % daneben. Das Protokoll nennt, ob sie verwendet wurde.</translation>
</message>
<message>
<source>GeoTIFF creation options</source>
<translation>Erzeugungsoptionen des GeoTIFFs</translation>
</message>
<message>
<source>GDAL creation options of the outputs, KEY=VALUE, for example COMPRESS=ZSTD.</source>
<translation>GDAL-Erzeugungsoptionen der Ausgaben, SCHLÜSSEL=WERT, zum Beispiel COMPRESS=ZSTD.</translation>
</message>
<message>
<source>Several are separated by a vertical bar: COMPRESS=ZSTD|BIGTIFF=YES.</source>
<translation>Mehrere werden durch einen senkrechten Strich getrennt: COMPRESS=ZSTD|BIGTIFF=YES.</translation>
</message>
<message>
<source>Folder of the results</source>
<translation>Ordner der Ergebnisse</translation>
</message>
<message>
<source>The folder for the results, NAME_despeckled.tif. It is made if it does not exist.</source>
<translation>Der Ordner für die Ergebnisse, NAME_despeckled.tif. Er wird angelegt, wenn es ihn nicht gibt.</translation>
</message>
<message>
<source>Dates that are despeckled</source>
<translation>Aufnahmen, aus denen Speckle entfernt ist</translation>
</message>
<message>
<source>Dates that failed</source>
<translation>Fehlgeschlagene Aufnahmen</translation>
</message>
<message>
<source>Run time in seconds</source>
<translation>Laufzeit in Sekunden</translation>
</message>
<message>
<source>Computed on</source>
<translation>Gerechnet auf</translation>
</message>
<message>
<source>Despeckled</source>
<translation>Speckle entfernt</translation>
</message>
<message>
<source>The newest date</source>
<translation>Die neueste Aufnahme</translation>
</message>
<message>
<source>The dates before the newest</source>
<translation>Die Aufnahmen vor der neuesten</translation>
</message>
<message>
<source>Earlier image</source>
<translation>Früheres Bild</translation>
</message>
<message>
<source>The raster of the earlier date: VV and VH bands, C2 bands, or the VV file when VH is in its own.</source>
<translation>Das Raster der früheren Aufnahme: Kanäle VV und VH, Kanäle von C2, oder die VV-Datei, wenn VH in einer eigenen steht.</translation>
</message>
<message>
<source>Later image</source>
<translation>Späteres Bild</translation>
</message>
<message>
<source>The raster of the later date, on the same grid as the earlier one.</source>
<translation>Das Raster der späteren Aufnahme, auf demselben Gitter wie das der früheren.</translation>
</message>
<message>
<source>Earlier dates on the same grid and of the same orbit, which say what is normal here. Those that do not fit are left out, and named in the log.</source>
<translation>Frühere Aufnahmen auf demselben Gitter und aus demselben Orbit, die zeigen, was hier normal ist. Ungeeignete werden ausgelassen und im Protokoll genannt.</translation>
</message>
<message>
<source>Baseline</source>
<translation>Basisdaten</translation>
</message>
<message>
<source>Later dates on the same grid and of the same orbit, which confirm the change and date it. Those that do not fit are left out, and named in the log. Classes, probability and the shapes of the polygons stay those of the two dates.</source>
<translation>Spätere Aufnahmen auf demselben Gitter und aus demselben Orbit, die die Veränderung bestätigen und datieren. Ungeeignete werden ausgelassen und im Protokoll genannt. Klassen, Wahrscheinlichkeit und die Umrisse der Polygone bleiben die der beiden Aufnahmen.</translation>
</message>
<message>
<source>Later dates</source>
<translation>Spätere Aufnahmen</translation>
</message>
<message>
<source>Kind of change</source>
<translation>Art der Veränderung</translation>
</message>
<message>
<source>What counts: any change; vegetation-loss, a fall led by VH; flood, a fall of VV and VH; built-up, a rise of both.</source>
<translation>Was zählt: jede Veränderung (any); vegetation-loss: Verlust an Vegetation, ein Abfall vor allem von VH; flood: Überschwemmung, ein Abfall von VV und VH; built-up: Bebauung, ein Anstieg von beiden.</translation>
</message>
<message>
<source>Change threshold</source>
<translation>Schwellenwert der Veränderung</translation>
</message>
<message>
<source>Probability from which a pixel counts as changed; lower finds more and errs more. Empty: the value on the model's card, 0.5 for the shipped models.</source>
<translation>Wahrscheinlichkeit, ab der ein Pixel als verändert gilt; ein niedrigerer Wert findet mehr und irrt öfter. Leer: der Wert der Modellkarte, 0.5 bei den mitgelieferten Modellen.</translation>
</message>
<message>
<source>Smallest change to keep</source>
<translation>Kleinste Veränderung, die bleibt</translation>
</message>
<message>
<source>hectares</source>
<translation>Hektar</translation>
</message>
<message>
<source>Connected changes of a smaller area on the ground are dropped; 0 keeps all.</source>
<translation>Zusammenhängende Veränderungen von kleinerer Fläche am Boden fallen weg; 0 behält alle.</translation>
</message>
<message>
<source>Weather</source>
<translation>Wetter</translation>
</message>
<message>
<source>An offset in dB that the whole scene shares (rain, thaw, wet snow) is measured and said in the log; remove takes it out before the dates are compared, keep leaves it in.</source>
<translation>Ein gemeinsamer Unterschied der ganzen Szene in dB (Regen, Tauwetter, nasser Schnee) wird gemessen und im Protokoll genannt; remove rechnet ihn heraus, bevor die Aufnahmen verglichen werden, keep belässt ihn.</translation>
</message>
<message>
<source>False alarms</source>
<translation>Fehlalarme</translation>
</message>
<message>
<source>Instead of a threshold: share of unchanged ground that may be marked as changed, for example 0.01. The threshold follows from the baseline dates compared with each other, without a baseline from the model's card.</source>
<translation>Anstelle eines Schwellenwerts: Anteil unveränderter Fläche, der als verändert markiert werden darf, zum Beispiel 0.01. Der Schwellenwert folgt aus dem Vergleich der Basisdaten untereinander, ohne Basisdaten aus der Modellkarte.</translation>
</message>
<message>
<source>Connected changes of fewer pixels are dropped, instead of a smallest area; 0 keeps all.</source>
<translation>Zusammenhängende Veränderungen aus weniger Pixeln fallen weg, anstelle einer kleinsten Fläche; 0 behält alle.</translation>
</message>
<message>
<source>{}: VH file</source>
<translation>{}: VH-Datei</translation>
</message>
<message>
<source>The VH file that belongs to {0}, when {0} holds VV only and the file beside it is not found by its name (..._VV.tif and ..._VH.tif are). Without it VV alone is used, with a warning: the result is worse.</source>
<translation>Die VH-Datei zu {0}, wenn {0} nur VV enthält und die Datei daneben nicht am Namen erkannt wird (..._VV.tif und ..._VH.tif werden erkannt). Ohne sie wird VV allein verwendet, mit einer Warnung: Das Ergebnis ist schlechter.</translation>
</message>
<message>
<source>{}: bands</source>
<translation>{}: Kanäle</translation>
</message>
<message>
<source>Band numbers in the order VV, VH (for example 1,2) or C11, Re C12, Im C12, C22 (for example 1,2,3,4){}, or the number of one polarisation that is to be used alone. Empty: recognised from band descriptions and file names; the log says how.</source>
<translation>Kanalnummern in der Reihenfolge VV, VH (zum Beispiel 1,2) oder C11, Re C12, Im C12, C22 (zum Beispiel 1,2,3,4){}, oder die Nummer einer Polarisation, die allein verwendet werden soll. Leer: aus Kanalbeschreibungen und Dateinamen erkannt; das Protokoll nennt, woran.</translation>
</message>
<message>
<source> of {}</source>
<translation> von {}</translation>
</message>
<message>
<source>Bands of every date</source>
<translation>Kanäle aller Aufnahmen</translation>
</message>
<message>
<source> of every date whose own are not given</source>
<translation> aller Aufnahmen ohne eigene Angabe</translation>
</message>
<message>
<source>Changes</source>
<translation>Veränderungen</translation>
</message>
<message>
<source>Byte GeoTIFF (.tif): 0 unchanged, 1 changed, 255 nodata.</source>
<translation>Byte-GeoTIFF (.tif): 0 unverändert, 1 verändert, 255 NoData.</translation>
</message>
<message>
<source>Polygons of change</source>
<translation>Polygone der Veränderung</translation>
</message>
<message>
<source>Polygons of change (.gpkg, .geojson or .fgb): area in hectares on the ellipsoid, mean and largest probability, mean change in dB of VV and VH, rise or fall, the dates; with LATER the first change and the confirmations.</source>
<translation>Polygone der Veränderung (.gpkg, .geojson oder .fgb): Fläche in Hektar auf dem Ellipsoid, mittlere und größte Wahrscheinlichkeit, mittlere Änderung von VV und VH in dB, Anstieg oder Abfall, die Daten der Aufnahmen; mit LATER die erste Veränderung und die Bestätigungen.</translation>
</message>
<message>
<source>Probability of change</source>
<translation>Wahrscheinlichkeit der Veränderung</translation>
</message>
<message>
<source>GeoTIFF (.tif) of the probability of change, 0 to 1, NaN where either date has no data.</source>
<translation>GeoTIFF (.tif) der Wahrscheinlichkeit der Veränderung, 0 bis 1; NaN, wo eine der Aufnahmen keine Daten hat.</translation>
</message>
<message>
<source>Step in dB</source>
<translation>Änderung in dB</translation>
</message>
<message>
<source>GeoTIFF (.tif) of the signed change: the later over the earlier date in dB, VV and VH, despeckled, the weather taken out, NaN where either has no data.</source>
<translation>GeoTIFF (.tif) der Änderung mit Vorzeichen: die spätere gegenüber der früheren Aufnahme in dB, VV und VH, Speckle entfernt, Wetter herausgerechnet; NaN, wo eine der Aufnahmen keine Daten hat.</translation>
</message>
<message>
<source>First change</source>
<translation>Erste Veränderung</translation>
</message>
<message>
<source>GeoTIFF (.tif) of the date of the first change, in days since 1970-01-01, for which LATER is needed: the first date of the first change that lasts two dates or more, else the first date that shows a change at all.</source>
<translation>GeoTIFF (.tif) des Datums der ersten Veränderung in Tagen seit 1970-01-01; LATER ist dafür nötig: das erste Datum der ersten Veränderung, die zwei Aufnahmen oder länger anhält, sonst das erste Datum, das überhaupt eine Veränderung zeigt.</translation>
</message>
<message>
<source>Confirmations</source>
<translation>Bestätigungen</translation>
</message>
<message>
<source>Byte GeoTIFF (.tif), for which LATER is needed: how many dates in a row show the change after its first date; 0: it lasts one date only; 255: no change or nodata.</source>
<translation>Byte-GeoTIFF (.tif), für das LATER nötig ist: wie viele aufeinanderfolgende Aufnahmen die Veränderung nach ihrem ersten Datum zeigen; 0: Sie hält nur eine Aufnahme lang an; 255: keine Veränderung oder NoData.</translation>
</message>
<message>
<source>Changed pixels</source>
<translation>Veränderte Pixel</translation>
</message>
<message>
<source>Changed area in square metres</source>
<translation>Veränderte Fläche in Quadratmetern</translation>
</message>
<message>
<source>Pixels with data</source>
<translation>Pixel mit Daten</translation>
</message>
<message>
<source>Image</source>
<translation>Bild</translation>
</message>
<message>
<source>VV and VH bands, C2 bands, or the VV file when VH is in its own.</source>
<translation>Kanäle VV und VH, Kanäle von C2, oder die VV-Datei, wenn VH in einer eigenen steht.</translation>
</message>
<message>
<source>Other dates on the same grid; together with the image they give the temporal features.</source>
<translation>Andere Aufnahmen auf demselben Gitter; zusammen mit dem Bild ergeben sie die zeitlichen Merkmale.</translation>
</message>
<message>
<source>Further dates</source>
<translation>Weitere Aufnahmen</translation>
</message>
<message>
<source>Window of C2</source>
<translation>Fenster für C2</translation>
</message>
<message>
<source>Edge of the window over which C2 is averaged before entropy, alpha, degree of polarisation and m-chi, an odd number; 1: not averaged, for an image that is despeckled. Ratio, RVI and span are not averaged.</source>
<translation>Kantenlänge des Fensters, über das C2 vor Entropie, Alpha, Polarisationsgrad und m-chi gemittelt wird, eine ungerade Zahl; 1: nicht gemittelt, für ein Bild, aus dem Speckle entfernt ist. Quotient, RVI und Span werden nicht gemittelt.</translation>
</message>
<message>
<source>Units of every date. auto: recognised from names, metadata and values.</source>
<translation>Einheiten aller Aufnahmen. auto: aus Namen, Metadaten und Werten erkannt.</translation>
</message>
<message>
<source>GDAL creation options of the output, KEY=VALUE, for example COMPRESS=ZSTD.</source>
<translation>GDAL-Erzeugungsoptionen der Ausgabe, SCHLÜSSEL=WERT, zum Beispiel COMPRESS=ZSTD.</translation>
</message>
<message>
<source>Features</source>
<translation>Merkmale</translation>
</message>
<message>
<source>GeoTIFF (.tif), one named band for every feature.</source>
<translation>GeoTIFF (.tif), ein benannter Kanal für jedes Merkmal.</translation>
</message>
<message>
<source>Names of the bands</source>
<translation>Namen der Kanäle</translation>
</message>
<message>
<source>Despeckle</source>
<translation>Speckle entfernen</translation>
</message>
<message>
<source>Dual-polarisation SAR</source>
<translation>Dual-Pol-SAR</translation>
</message>
<message>
<source>Remove speckle from a Sentinel-1 VV/VH image or a dual-polarisation covariance matrix (C2).</source>
<translation>Entfernt Speckle aus einem Sentinel-1-Bild mit VV und VH oder einer dual-polarimetrischen Kovarianzmatrix (C2).</translation>
</message>
<message>
<source>Removes speckle from a dual-polarisation SAR image and keeps edges, points and calibration: the result has the grid, CRS, nodata, units and bands of the input.
Input: VV and VH backscatter (GRD, RTC, gamma0, sigma0; linear power, dB or amplitude) in one file or one file per polarisation, or the four bands of C2 (C11, Re C12, Im C12, C22). Not an 8-bit picture. One polarisation alone (VV, VH, HH or HV) gives one band and a worse result; a warning says by how much.
Another date: an image of the same place on the same grid, best of the same orbit. What did not change between the dates adds information; what did is left to the first date alone. Reference images, instead of another date, take a whole stack: the best result.
Nodata, NaN, values that no radar measures (far outside any backscatter) and zeros around the footprint stay nodata; negative power left by noise subtraction is a measurement and counts. The log says what was found.
Give the original image, not one that is despeckled already. Every date of a folder at once: Despeckle a series.
</source>
<translation>Entfernt Speckle aus einem Dual-Pol-SAR-Bild und erhält Kanten, Punktziele und Kalibrierung: Das Ergebnis hat Gitter, KBS, NoData-Wert, Einheiten und Kanäle der Eingabe.
Eingabe: Rückstreuung in VV und VH (GRD, RTC, gamma0, sigma0; lineare Leistung, dB oder Amplitude) in einer Datei oder je Polarisation in einer eigenen, oder die vier Kanäle von C2 (C11, Re C12, Im C12, C22). Kein 8-Bit-Bild. Eine Polarisation allein (VV, VH, HH oder HV) gibt einen Kanal und ein schlechteres Ergebnis; eine Warnung sagt, um wie viel.
Andere Aufnahme: ein Bild desselben Ortes auf demselben Gitter, am besten aus demselben Orbit. Was sich zwischen den Aufnahmen nicht verändert hat, liefert zusätzliche Information; wo sich etwas verändert hat, zählt nur die erste Aufnahme. Referenzbilder, anstelle der anderen Aufnahme, nehmen einen ganzen Stapel auf: Das gibt das beste Ergebnis.
NoData, NaN, Werte, die kein Radar misst (weit außerhalb jeder Rückstreuung), und Nullen um die Aufnahmefläche bleiben NoData; negative Leistung aus der Rauschsubtraktion ist ein Messwert und zählt. Das Protokoll nennt, was gefunden wurde.
Geben Sie das Originalbild an, keines, aus dem Speckle schon entfernt wurde. Für alle Aufnahmen eines Ordners auf einmal: Speckle einer Zeitreihe entfernen.
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
<translation>speckle</translation>
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
<translation>polarimetrie</translation>
</message>
<message>
<source>despeckle</source>
<translation>specklefilter</translation>
</message>
<message>
<source>denoise</source>
<translation>entrauschen</translation>
</message>
<message>
<source>filter</source>
<translation>filter</translation>
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
<translation>Zu filterndes Bild</translation>
</message>
<message>
<source>The raster to despeckle: VV and VH bands, C2 bands, or the VV file when VH is in its own.</source>
<translation>Das Raster, aus dem Speckle entfernt wird: Kanäle VV und VH, Kanäle von C2, oder die VV-Datei, wenn VH in einer eigenen steht.</translation>
</message>
<message>
<source>Another date</source>
<translation>Andere Aufnahme</translation>
</message>
<message>
<source>The same place on the same grid at another date. Optional; two dates give a better result than one.</source>
<translation>Derselbe Ort auf demselben Gitter zu einer anderen Zeit. Optional; zwei Aufnahmen geben ein besseres Ergebnis als eine.</translation>
</message>
<message>
<source>Several other dates on the same grid and of the same orbit, instead of one: the more, the better. Those that do not fit are left out, and named in the log.</source>
<translation>Mehrere andere Aufnahmen auf demselben Gitter und aus demselben Orbit, anstelle der einen: je mehr, desto besser. Ungeeignete werden ausgelassen und im Protokoll genannt.</translation>
</message>
<message>
<source>Reference images</source>
<translation>Referenzbilder</translation>
</message>
<message>
<source>GeoTIFF (.tif) with the grid, CRS, nodata, units and bands of the input.</source>
<translation>GeoTIFF (.tif) mit Gitter, KBS, NoData-Wert, Einheiten und Kanälen der Eingabe.</translation>
</message>
<message>
<source>Ratio</source>
<translation>Quotient</translation>
</message>
<message>
<source>Optional GeoTIFF: original over despeckled power, VV and VH. Ideally it is speckle alone, of mean 1; shapes of the ground in it were taken away or added by the filter.</source>
<translation>Optionales GeoTIFF: Leistung vor durch Leistung nach dem Entfernen des Speckles, VV und VH. Im Idealfall ist es reiner Speckle mit Mittelwert 1; Formen des Geländes darin wurden vom Filter weggenommen oder hinzugefügt.</translation>
</message>
<message>
<source>Mean of input / despeckled, first date, VV (1 = unbiased)</source>
<translation>Mittelwert von Eingabe / Ergebnis, erste Aufnahme, VV (1 = unverzerrt)</translation>
</message>
<message>
<source>Mean of input / despeckled, first date, VH (1 = unbiased)</source>
<translation>Mittelwert von Eingabe / Ergebnis, erste Aufnahme, VH (1 = unverzerrt)</translation>
</message>
<message>
<source>Despeckle a series</source>
<translation>Speckle einer Zeitreihe entfernen</translation>
</message>
<message>
<source>Remove speckle from every Sentinel-1 date of a folder, each with the dates around it as reference.</source>
<translation>Entfernt Speckle aus jeder Sentinel-1-Aufnahme eines Ordners, jeweils mit den Aufnahmen davor und danach als Referenz.</translation>
</message>
<message>
<source>Despeckles every date of a folder, or of a list of layers. The dates before and after each, on the same grid and of the same orbit, make its reference: what did not change between them adds information. A date without any is despeckled alone.
Input: a folder with one raster per date, or VV and VH in two files, or folders of products. The date must stand in the name, for example 20240131. Or stacks whose bands are named for polarisation and date (VV_20240131), or that have a time (netCDF). The images may be those that Despeckle takes.
Output: NAME_despeckled.tif in the output folder, with the grid, CRS, nodata, units and bands of its input. Choose a folder outside the input folder.
A date that fails is reported and does not stop the rest. What was complete when a run is cancelled stays; with 'Continue an interrupted run' the next run does only the others.
</source>
<translation>Entfernt Speckle aus jeder Aufnahme eines Ordners oder einer Liste von Layern. Die Aufnahmen davor und danach, auf demselben Gitter und aus demselben Orbit, bilden jeweils die Referenz: Was sich zwischen ihnen nicht verändert hat, liefert zusätzliche Information. Eine Aufnahme ohne solche wird allein gefiltert.
Eingabe: ein Ordner mit einem Raster je Aufnahme, oder VV und VH in zwei Dateien, oder Ordnern von Produkten. Das Datum muss im Namen stehen, zum Beispiel 20240131. Oder Stapel, deren Kanäle nach Polarisation und Datum benannt sind (VV_20240131) oder die eine Zeit haben (netCDF). Geeignet sind dieselben Bilder wie für Speckle entfernen.
Ausgabe: NAME_despeckled.tif im Ausgabeordner, mit Gitter, KBS, NoData-Wert, Einheiten und Kanälen der Eingabe. Wählen Sie einen Ordner außerhalb des Eingabeordners.
Eine fehlgeschlagene Aufnahme wird gemeldet und hält die übrigen nicht auf. Was beim Abbruch eines Laufs fertig war, bleibt; mit 'Unterbrochenen Lauf fortsetzen' bearbeitet der nächste Lauf nur die übrigen.
</translation>
</message>
<message>
<source>time series</source>
<translation>zeitreihe</translation>
</message>
<message>
<source>stack</source>
<translation>stapel</translation>
</message>
<message>
<source>batch</source>
<translation>stapelverarbeitung</translation>
</message>
<message>
<source>Detect changes</source>
<translation>Veränderungen erkennen</translation>
</message>
<message>
<source>Find what changed between two Sentinel-1 images of the same place.</source>
<translation>Findet, was sich zwischen zwei Sentinel-1-Bildern desselben Ortes verändert hat.</translation>
</message>
<message>
<source>Finds what changed between two dual-polarisation SAR images: a map of two classes and, if asked for, the probability behind it.
Input: two dates on the same grid (same CRS, pixel positions and size), best of the same orbit. Nothing is resampled silently; set Align other dates, or use Warp (reproject) first. VV and VH backscatter (linear power, dB or amplitude) in one file or one file per polarisation, or the four bands of C2. Not an 8-bit picture. Of one polarisation alone (the same on both dates) changes are found less surely; a warning says so. Give the original images, not despeckled ones: the network removes the speckle itself, and filtering twice loses changes.
Threshold: lower finds more and errs more. Empty takes the value on the model's card.
Baseline: earlier dates of the same orbit make small changes stand out, and give the threshold for a share of false alarms that you state. Later dates confirm a change and date it.
An offset in dB that the whole scene shares (rain, thaw, wet snow) is taken out first and said in the log. Wind, soil moisture and crops change radar images too: a change is a change of backscatter, what it means is for you to judge.
</source>
<translation>Findet, was sich zwischen zwei Dual-Pol-SAR-Bildern verändert hat: eine Karte mit zwei Klassen und, auf Wunsch, die Wahrscheinlichkeit dahinter.
Eingabe: zwei Aufnahmen auf demselben Gitter (gleiches KBS, gleiche Lage und Größe der Pixel), am besten aus demselben Orbit. Nichts wird stillschweigend umgerechnet; setzen Sie „Andere Aufnahmen ausrichten“, oder richten Sie die Bilder vorher mit Transformieren (Reprojizieren) aus. Rückstreuung in VV und VH (lineare Leistung, dB oder Amplitude) in einer Datei oder je Polarisation in einer eigenen, oder die vier Kanäle von C2. Kein 8-Bit-Bild. Mit einer Polarisation allein (derselben in beiden Aufnahmen) werden Veränderungen weniger sicher gefunden; eine Warnung sagt es. Geben Sie die Originalbilder an, keine, aus denen Speckle schon entfernt wurde: Das Netz entfernt den Speckle selbst, und zweimal zu filtern verliert Veränderungen.
Schwellenwert: Ein niedrigerer findet mehr und irrt öfter. Leer gilt der Wert der Modellkarte.
Basisdaten: Frühere Aufnahmen aus demselben Orbit lassen kleine Veränderungen hervortreten und liefern den Schwellenwert zu einem Anteil von Fehlalarmen, den Sie vorgeben. Spätere Aufnahmen bestätigen eine Veränderung und datieren sie.
Ein gemeinsamer Unterschied der ganzen Szene in dB (Regen, Tauwetter, nasser Schnee) wird vorher herausgerechnet und im Protokoll genannt. Auch Wind, Bodenfeuchte und Feldfrüchte verändern Radarbilder: Eine Veränderung ist eine Veränderung der Rückstreuung, was sie bedeutet, müssen Sie beurteilen.
</translation>
</message>
<message>
<source>change detection</source>
<translation>veränderungserkennung</translation>
</message>
<message>
<source>difference</source>
<translation>differenz</translation>
</message>
<message>
<source>deforestation</source>
<translation>entwaldung</translation>
</message>
<message>
<source>flood</source>
<translation>überschwemmung</translation>
</message>
<message>
<source>bitemporal</source>
<translation>bitemporal</translation>
</message>
<message>
<source>Despeckle and detect changes</source>
<translation>Speckle entfernen und Veränderungen erkennen</translation>
</message>
<message>
<source>Despeckle two Sentinel-1 dates and find what changed between them, in one pass.</source>
<translation>Entfernt Speckle aus zwei Sentinel-1-Aufnahmen und findet, was sich zwischen ihnen verändert hat, in einem Durchgang.</translation>
</message>
<message>
<source>Despeckles two dates and finds what changed between them. The network does both at once, so this takes less time than the two algorithms one after the other.
Input: two dates on the same grid (same CRS, pixel positions and size), best of the same orbit. Nothing is resampled silently; set Align other dates, or use Warp (reproject) first. VV and VH backscatter (linear power, dB or amplitude) in one file or one file per polarisation, or the four bands of C2. Not an 8-bit picture. Of one polarisation alone (the same on both dates) changes are found less surely; a warning says so. Give the original images, not despeckled ones: the network removes the speckle itself, and filtering twice loses changes.
Outputs: each date despeckled, with the grid, CRS, nodata, units and bands of its input; the change in two classes; the probability of change. Clear those you do not need.
</source>
<translation>Entfernt Speckle aus zwei Aufnahmen und findet, was sich zwischen ihnen verändert hat. Das Netz leistet beides zugleich, deshalb dauert es weniger lang als die beiden Algorithmen nacheinander.
Eingabe: zwei Aufnahmen auf demselben Gitter (gleiches KBS, gleiche Lage und Größe der Pixel), am besten aus demselben Orbit. Nichts wird stillschweigend umgerechnet; setzen Sie „Andere Aufnahmen ausrichten“, oder richten Sie die Bilder vorher mit Transformieren (Reprojizieren) aus. Rückstreuung in VV und VH (lineare Leistung, dB oder Amplitude) in einer Datei oder je Polarisation in einer eigenen, oder die vier Kanäle von C2. Kein 8-Bit-Bild. Mit einer Polarisation allein (derselben in beiden Aufnahmen) werden Veränderungen weniger sicher gefunden; eine Warnung sagt es. Geben Sie die Originalbilder an, keine, aus denen Speckle schon entfernt wurde: Das Netz entfernt den Speckle selbst, und zweimal zu filtern verliert Veränderungen.
Ausgaben: jede Aufnahme ohne Speckle, mit Gitter, KBS, NoData-Wert, Einheiten und Kanälen ihrer Eingabe; die Veränderung in zwei Klassen; die Wahrscheinlichkeit der Veränderung. Leeren Sie, was Sie nicht brauchen.
</translation>
</message>
<message>
<source>Despeckled, earlier</source>
<translation>Speckle entfernt, früher</translation>
</message>
<message>
<source>GeoTIFF (.tif) with the grid, CRS, nodata, units and bands of this date.</source>
<translation>GeoTIFF (.tif) mit Gitter, KBS, NoData, Einheiten und Kanälen dieser Aufnahme.</translation>
</message>
<message>
<source>Despeckled, later</source>
<translation>Speckle entfernt, später</translation>
</message>
<message>
<source>Assess a despeckled image</source>
<translation>Gefiltertes Bild beurteilen</translation>
</message>
<message>
<source>Measure whether a speckle filter, of any maker, invented or lost anything, and write a report.</source>
<translation>Misst, ob ein Specklefilter beliebiger Herkunft etwas erfunden oder verloren hat, und schreibt einen Bericht.</translation>
</message>
<message>
<source>Compares an original image with its filtered one, from any filter: what was taken away must look like speckle. The verdict and the figures stand in the log; the report (one HTML file, no script, nothing loaded) has the pictures: before, after, ratio image, its histogram against the law of speckle, autocorrelation, power of blocks, equivalent looks, the strongest edge, point targets. The limits of every judgement are stated there.
Input: two images on one grid, VV and VH or C2. Scenes of more than 400 windows of 400 x 400 pixels are sampled evenly; the report says so.
</source>
<translation>Vergleicht ein Originalbild mit seiner gefilterten Fassung, aus beliebigem Filter: Was weggenommen wurde, muss wie Speckle aussehen. Urteil und Zahlen stehen im Protokoll; der Bericht (eine HTML-Datei ohne Skript, die nichts nachlädt) enthält die Bilder: vorher, nachher, Quotientenbild, sein Histogramm gegen die Verteilung von Speckle, Autokorrelation, Leistung von Blöcken, äquivalente Looks, die stärkste Kante, Punktziele. Die Grenzen jedes Urteils sind dort genannt.
Eingabe: zwei Bilder auf einem Gitter, VV und VH oder C2. Szenen mit mehr als 400 Fenstern von 400 x 400 Pixeln werden gleichmäßig beprobt; der Bericht nennt es.
</translation>
</message>
<message>
<source>quality</source>
<translation>qualität</translation>
</message>
<message>
<source>ratio</source>
<translation>quotient</translation>
</message>
<message>
<source>enl</source>
<translation>enl</translation>
</message>
<message>
<source>report</source>
<translation>bericht</translation>
</message>
<message>
<source>Original image</source>
<translation>Originalbild</translation>
</message>
<message>
<source>The image before filtering: VV and VH, C2, or the VV file.</source>
<translation>Das Bild vor dem Filtern: VV und VH, C2, oder die VV-Datei.</translation>
</message>
<message>
<source>Filtered image</source>
<translation>Gefiltertes Bild</translation>
</message>
<message>
<source>The image after filtering, on the same grid.</source>
<translation>Das Bild nach dem Filtern, auf demselben Gitter.</translation>
</message>
<message>
<source>Units of the original</source>
<translation>Einheiten des Originals</translation>
</message>
<message>
<source>Units of the original. auto: recognised from names, metadata and values.</source>
<translation>Einheiten des Originals. auto: aus Namen, Metadaten und Werten erkannt.</translation>
</message>
<message>
<source>Units of the filtered image</source>
<translation>Einheiten des gefilterten Bildes</translation>
</message>
<message>
<source>Units of the filtered image; same: as stated for the original.</source>
<translation>Einheiten des gefilterten Bildes; same: wie für das Original angegeben.</translation>
</message>
<message>
<source>Equivalent number of looks</source>
<translation>Äquivalente Anzahl von Looks</translation>
</message>
<message>
<source>Looks of the original. Empty: estimated, which texture of the ground makes too low.</source>
<translation>Looks des Originals. Leer: geschätzt; Textur des Geländes macht die Schätzung zu niedrig.</translation>
</message>
<message>
<source>Report</source>
<translation>Bericht</translation>
</message>
<message>
<source>HTML files (*.html)</source>
<translation>HTML-Dateien (*.html)</translation>
</message>
<message>
<source>HTML file with pictures, which loads nothing from elsewhere.</source>
<translation>HTML-Datei mit Bildern, die nichts nachlädt.</translation>
</message>
<message>
<source>Verdict</source>
<translation>Urteil</translation>
</message>
<message>
<source>Total power, after / before</source>
<translation>Gesamtleistung, nachher / vorher</translation>
</message>
<message>
<source>Mean of before / after</source>
<translation>Mittelwert von vorher / nachher</translation>
</message>
<message>
<source>Share of blocks of 20 x 20 pixels off by more than 4 sigma of speckle</source>
<translation>Anteil der Blöcke von 20 x 20 Pixeln, die um mehr als 4 Sigma des Speckles abweichen</translation>
</message>
<message>
<source>Share of blocks of 5 x 5 pixels off by more than 4 sigma of speckle</source>
<translation>Anteil der Blöcke von 5 x 5 Pixeln, die um mehr als 4 Sigma des Speckles abweichen</translation>
</message>
<message>
<source>Autocorrelation of the ratio image at 5 to 8 pixels</source>
<translation>Autokorrelation des Quotientenbildes in 5 bis 8 Pixeln Abstand</translation>
</message>
<message>
<source>Looks missing in the ratio image, homogeneous blocks, share</source>
<translation>Fehlende Looks im Quotientenbild, homogene Blöcke, Anteil</translation>
</message>
<message>
<source>Contrast of the strongest edge, after / before</source>
<translation>Kontrast der stärksten Kante, nachher / vorher</translation>
</message>
<message>
<source>Point targets, median change in dB</source>
<translation>Punktziele, Median der Änderung in dB</translation>
</message>
<message>
<source>Share of pixels measured in one image only</source>
<translation>Anteil der Pixel, die nur in einem der Bilder gemessen sind</translation>
</message>
<message>
<source>Polarimetric features</source>
<translation>Polarimetrische Merkmale</translation>
</message>
<message>
<source>Make polarimetric and temporal features of SAR images as one multi-band raster for a classifier.</source>
<translation>Berechnet polarimetrische und zeitliche Merkmale von SAR-Bildern als ein mehrkanaliges Raster für einen Klassifikator.</translation>
</message>
<message>
<source>Writes one float32 raster with named bands, ready for EnMAP-Box, Orfeo ToolBox or scikit-learn; NaN is nodata.
Always: VV_VH_ratio_dB, RVI = 4 VH / (VV + VH), span = VV + VH. Of C2 also: entropy and alpha (Cloude and Pottier), polarisation_degree, mchi_odd, mchi_even and mchi_volume (Raney). With further dates also, for VV and VH over all dates: mean, std (of linear power) and cv = std / mean.
Speckle makes features of single pixels vague: give despeckled images, or a larger window for C2.
</source>
<translation>Schreibt ein float32-Raster mit benannten Kanälen, fertig für EnMAP-Box, Orfeo ToolBox oder scikit-learn; NaN ist NoData.
Immer: VV_VH_ratio_dB, RVI = 4 VH / (VV + VH), span = VV + VH. Aus C2 außerdem: entropy und alpha (Cloude und Pottier), polarisation_degree, mchi_odd, mchi_even und mchi_volume (Raney). Mit weiteren Aufnahmen außerdem, für VV und VH über alle Aufnahmen: mean, std (der linearen Leistung) und cv = std / mean.
Speckle macht Merkmale einzelner Pixel unscharf: Geben Sie Bilder an, aus denen Speckle entfernt ist, oder für C2 ein größeres Fenster.
</translation>
</message>
<message>
<source>feature</source>
<translation>merkmal</translation>
</message>
<message>
<source>rvi</source>
<translation>rvi</translation>
</message>
<message>
<source>entropy</source>
<translation>entropie</translation>
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
<translation>variationskoeffizient</translation>
</message>
<message>
<source>classification</source>
<translation>klassifikation</translation>
</message>
<message>
<source>Import covariance matrix</source>
<translation>Kovarianzmatrix importieren</translation>
</message>
<message>
<source>Write the covariance matrix C2 of PolSARpro or SNAP as one GeoTIFF, or back as a PolSARpro folder.</source>
<translation>Schreibt die Kovarianzmatrix C2 von PolSARpro oder SNAP als ein GeoTIFF, oder zurück als PolSARpro-Ordner.</translation>
</message>
<message>
<source>Reads a PolSARpro C2 folder (with ENVI headers or config.txt), a BEAM-DIMAP product of SNAP (.dim), or a raster with the four bands of C2, and writes one GeoTIFF with the bands C11, C12_real, C12_imag and C22, a PolSARpro folder, or both. Values are copied bit by bit.
</source>
<translation>Liest einen C2-Ordner von PolSARpro (mit ENVI-Headern oder config.txt), ein BEAM-DIMAP-Produkt von SNAP (.dim) oder ein Raster mit den vier Kanälen von C2 und schreibt ein GeoTIFF mit den Kanälen C11, C12_real, C12_imag und C22, einen PolSARpro-Ordner, oder beides. Die Werte werden Bit für Bit kopiert.
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
<translation>exportieren</translation>
</message>
<message>
<source>convert</source>
<translation>umwandeln</translation>
</message>
<message>
<source>The .dim file of a product, a raster with the four bands of C2, or C11.bin of a folder.</source>
<translation>Die .dim-Datei eines Produkts, ein Raster mit den vier Kanälen von C2, oder C11.bin eines Ordners.</translation>
</message>
<message>
<source>Product or raster</source>
<translation>Produkt oder Raster</translation>
</message>
<message>
<source>Or PolSARpro folder</source>
<translation>Oder PolSARpro-Ordner</translation>
</message>
<message>
<source>The folder C2 with C11, C12_real, C12_imag and C22, instead of a product or raster.</source>
<translation>Der Ordner C2 mit C11, C12_real, C12_imag und C22, anstelle eines Produkts oder Rasters.</translation>
</message>
<message>
<source>Bands</source>
<translation>Kanäle</translation>
</message>
<message>
<source>Covariance matrix C2</source>
<translation>Kovarianzmatrix C2</translation>
</message>
<message>
<source>GeoTIFF (.tif) with the bands C11, C12_real, C12_imag, C22.</source>
<translation>GeoTIFF (.tif) mit den Kanälen C11, C12_real, C12_imag, C22.</translation>
</message>
<message>
<source>PolSARpro folder</source>
<translation>PolSARpro-Ordner</translation>
</message>
<message>
<source>Optional folder to make: the four elements with ENVI headers, and config.txt.</source>
<translation>Optionaler Ordner, der angelegt wird: die vier Elemente mit ENVI-Headern, und config.txt.</translation>
</message>
<message>
<source>Sample data</source>
<translation>Beispieldaten</translation>
</message>
<message>
<source>Load two small Sentinel-1 images of a forest in Myanmar, to try the plugin on.</source>
<translation>Lädt zwei kleine Sentinel-1-Bilder eines Waldes in Myanmar, um die Erweiterung auszuprobieren.</translation>
</message>
<message>
<source>Copies small Sentinel-1 images into a folder and adds two dates of one forest, 2015-03-29 and 2016-03-23, to the project: VV and VH in dB. Despeckle or Detect changes can be tried on them at once.
The folder also holds a pair of OPERA RTC-S1 images, one file per polarisation, and the dates of forest disturbances that observers saw. Origins and licences are in README.md there. Contains modified Copernicus Sentinel data 2015, 2016, 2024, 2025.
</source>
<translation>Kopiert kleine Sentinel-1-Bilder in einen Ordner und fügt dem Projekt zwei Aufnahmen eines Waldes hinzu, 2015-03-29 und 2016-03-23: VV und VH in dB. Speckle entfernen oder Veränderungen erkennen lässt sich sofort an ihnen ausprobieren.
Der Ordner enthält außerdem ein Paar OPERA-RTC-S1-Bilder, eine Datei je Polarisation, und die Daten von Waldstörungen, die Beobachter gesehen haben. Herkunft und Lizenzen stehen dort in README.md. Enthält veränderte Copernicus-Sentinel-Daten 2015, 2016, 2024, 2025.
</translation>
</message>
<message>
<source>sample</source>
<translation>muster</translation>
</message>
<message>
<source>example</source>
<translation>beispiel</translation>
</message>
<message>
<source>demo</source>
<translation>demo</translation>
</message>
<message>
<source>test data</source>
<translation>testdaten</translation>
</message>
<message>
<source>Folder of the sample images</source>
<translation>Ordner der Beispielbilder</translation>
</message>
<message>
<source>The folder that the images are copied into. It is made if it does not exist.</source>
<translation>Der Ordner, in den die Bilder kopiert werden. Er wird angelegt, wenn es ihn nicht gibt.</translation>
</message>
<message>
<source>Check environment</source>
<translation>Umgebung prüfen</translation>
</message>
<message>
<source>Show what this QGIS computes with and how fast, and the command that adds PyTorch.</source>
<translation>Zeigt, womit dieses QGIS rechnet und wie schnell, und den Befehl, der PyTorch hinzufügt.</translation>
</message>
<message>
<source>Shows the versions of QGIS, Python, NumPy, GDAL and PyTorch, the graphics card and the free memory, which of them the algorithms compute with, how fast (a short benchmark), and the exact command that adds PyTorch to the Python of this QGIS. Nothing is installed or changed.
PyTorch is not required: without it the compact model runs on NumPy, more slowly. 'Install PyTorch' adds it from within QGIS.
</source>
<translation>Zeigt die Versionen von QGIS, Python, NumPy, GDAL und PyTorch, die Grafikkarte und den freien Arbeitsspeicher, womit davon die Algorithmen rechnen, wie schnell (eine kurze Messung), und den genauen Befehl, der PyTorch dem Python dieses QGIS hinzufügt. Nichts wird installiert oder geändert.
PyTorch ist nicht erforderlich: Ohne es rechnet das kompakte Modell mit NumPy, nur langsamer. 'PyTorch installieren' fügt es aus QGIS heraus hinzu.
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
<translation>installieren</translation>
</message>
<message>
<source>version</source>
<translation>version</translation>
</message>
<message>
<source>benchmark</source>
<translation>geschwindigkeit</translation>
</message>
<message>
<source>Measure the speed</source>
<translation>Geschwindigkeit messen</translation>
</message>
<message>
<source>Despeckles a small sample image; takes some seconds.</source>
<translation>Entfernt Speckle aus einem kleinen Beispielbild; dauert einige Sekunden.</translation>
</message>
<message>
<source>Speed in megapixels per second</source>
<translation>Geschwindigkeit in Megapixeln pro Sekunde</translation>
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
<translation>Freier Arbeitsspeicher</translation>
</message>
<message>
<source>Computes with</source>
<translation>Rechnet mit</translation>
</message>
<message>
<source>Command that installs PyTorch</source>
<translation>Befehl, der PyTorch installiert</translation>
</message>
<message>
<source>Install PyTorch</source>
<translation>PyTorch installieren</translation>
</message>
<message>
<source>Add PyTorch to this QGIS, in a folder of its own: twice as fast, and every model can be used.</source>
<translation>Fügt diesem QGIS PyTorch hinzu, in einem eigenen Ordner: doppelt so schnell, und jedes Modell ist verwendbar.</translation>
</message>
<message>
<source>PyTorch is not required. It makes the algorithms about twice as fast, runs every model and uses an NVIDIA card.
With your consent, pip downloads it (about 200 MB; 900 MB on the disk) into a folder of your QGIS profile. QGIS's own packages are not touched, and NumPy stays as QGIS has it. An upgrade of the plugin does not delete it. To remove it, delete the folder that the log names.
Nothing is kept if it fails or is cancelled: QGIS then works as before. QGIS's proxy settings are used. Without a network, give a folder that holds the wheel files (pip download torch, on a machine with the same system and the same Python).
</source>
<translation>PyTorch ist nicht erforderlich. Es macht die Algorithmen etwa doppelt so schnell, führt jedes Modell aus und nutzt eine NVIDIA-Karte.
Mit Ihrer Zustimmung lädt pip es herunter (etwa 200 MB; 900 MB auf der Platte) in einen Ordner Ihres QGIS-Profils. Die Pakete von QGIS bleiben unberührt, und NumPy bleibt das von QGIS. Eine Aktualisierung der Erweiterung löscht es nicht. Um es zu entfernen, löschen Sie den Ordner, den das Protokoll nennt.
Schlägt es fehl oder wird es abgebrochen, bleibt nichts zurück: QGIS arbeitet dann wie zuvor. Die Proxy-Einstellungen von QGIS werden verwendet. Ohne Netz geben Sie einen Ordner mit den Wheel-Dateien an (pip download torch, auf einem Rechner mit demselben System und demselben Python).
</translation>
</message>
<message>
<source>pip</source>
<translation>pip</translation>
</message>
<message>
<source>Yes, download and install PyTorch</source>
<translation>Ja, PyTorch herunterladen und installieren</translation>
</message>
<message>
<source>Your consent; without it nothing is done. On the command line: INSTALL=yes.</source>
<translation>Ihre Zustimmung; ohne sie geschieht nichts. Auf der Kommandozeile: INSTALL=yes.</translation>
</message>
<message>
<source>Folder of wheel files</source>
<translation>Ordner mit Wheel-Dateien</translation>
</message>
<message>
<source>PyTorch and what it needs are taken from this folder instead of the network.</source>
<translation>PyTorch und was es braucht wird aus diesem Ordner anstatt aus dem Netz genommen.</translation>
</message>
<message>
<source>Package index</source>
<translation>Paketindex</translation>
</message>
<message>
<source>Where pip looks. The default has PyTorch for the CPU; for an NVIDIA card {}.</source>
<translation>Wo pip sucht. Die Vorgabe hat PyTorch für die CPU; für eine NVIDIA-Karte {}.</translation>
</message>
<message>
<source>Version of PyTorch</source>
<translation>Version von PyTorch</translation>
</message>
<message>
<source>Folder</source>
<translation>Ordner</translation>
</message>
<message>
<source>Clean series</source>
<translation>Zeitreihe ohne Speckle</translation>
</message>
<message>
<source>Models</source>
<translation>Modelle</translation>
</message>
<message>
<source>Every date of a folder despeckled, each with up to five dates before and after it as reference. An interrupted run continues where it stopped.</source>
<translation>Jede Aufnahme eines Ordners ohne Speckle, jeweils mit bis zu fünf Aufnahmen davor und danach als Referenz. Ein unterbrochener Lauf macht weiter, wo er aufgehört hat.</translation>
</message>
<message>
<source>Dates before and after (0 - 50)</source>
<translation>Aufnahmen davor und danach (0 - 50)</translation>
</message>
<message>
<source>Flood map</source>
<translation>Überschwemmungskarte</translation>
</message>
<message>
<source>Ground that was flooded between two dates: VV and VH fell, because open water reflects the pulse away.
Give an image of before and one of during the flood, of the same orbit. Earlier dates of that orbit (baseline) tell the flood from what varies there anyway. Wind on the water and flooded forest can hide it.</source>
<translation>Flächen, die zwischen zwei Aufnahmen überflutet wurden: VV und VH sind gefallen, weil offenes Wasser den Puls wegspiegelt.
Geben Sie ein Bild von vor und eines von während der Überschwemmung an, aus demselben Orbit. Frühere Aufnahmen aus diesem Orbit (Basisdaten) unterscheiden die Überschwemmung von dem, was dort ohnehin schwankt. Wind auf dem Wasser und überfluteter Wald können sie verbergen.</translation>
</message>
<message>
<source>Smallest change to keep (hectares)</source>
<translation>Kleinste Veränderung, die bleibt (Hektar)</translation>
</message>
<message>
<source>Flooded</source>
<translation>Überflutet</translation>
</message>
<message>
<source>Flooded areas</source>
<translation>Überflutete Flächen</translation>
</message>
<message>
<source>Forest clearing map</source>
<translation>Karte der Rodungen</translation>
</message>
<message>
<source>Forest that was cleared between two dates: VH fell most. The step in dB tells how much was lost.
Earlier dates of the same orbit (baseline) make small clearings stand out and set the threshold for the share of false alarms. After some months a clearing is no longer seen: choose the later date soon after it.</source>
<translation>Wald, der zwischen zwei Aufnahmen gerodet wurde: VH ist am stärksten gefallen. Die Änderung in dB zeigt, wie viel verloren ging.
Frühere Aufnahmen aus demselben Orbit (Basisdaten) lassen kleine Rodungen hervortreten und legen den Schwellenwert für den Anteil der Fehlalarme fest. Nach einigen Monaten ist eine Rodung im Radarbild nicht mehr zu sehen: Wählen Sie die spätere Aufnahme bald danach.</translation>
</message>
<message>
<source>False alarms (0.0001 - 0.5)</source>
<translation>Fehlalarme (0.0001 - 0.5)</translation>
</message>
<message>
<source>Cleared</source>
<translation>Gerodet</translation>
</message>
<message>
<source>Cleared areas</source>
<translation>Gerodete Flächen</translation>
</message>
<message>
<source>Features of a series</source>
<translation>Merkmale einer Zeitreihe</translation>
</message>
<message>
<source>Every date of a folder despeckled, and one raster with named bands of the series for a classifier.
The bands are the features of the newest date, and mean, deviation and coefficient of variation of VV and VH over all dates. The dates must lie on one grid.</source>
<translation>Jede Aufnahme eines Ordners ohne Speckle, und ein Raster der Zeitreihe mit benannten Kanälen für eine Klassifikation.
Die Kanäle sind die Merkmale der neuesten Aufnahme sowie Mittel, Abweichung und Variationskoeffizient von VV und VH über alle Aufnahmen. Die Aufnahmen müssen auf einem Gitter liegen.</translation>
</message>
<message>
<source>kept</source>
<translation>erhalten</translation>
</message>
<message>
<source>doubtful</source>
<translation>zweifelhaft</translation>
</message>
<message>
<source>not kept</source>
<translation>nicht erhalten</translation>
</message>
<message>
<source>not measured</source>
<translation>nicht gemessen</translation>
</message>
<message>
<source>Unchanged</source>
<translation>Unverändert</translation>
</message>
<message>
<source>Changed</source>
<translation>Verändert</translation>
</message>
<message>
<source>one of {}</source>
<translation>eines von {}</translation>
</message>
<message>
<source>a whole number</source>
<translation>eine ganze Zahl</translation>
</message>
<message>
<source> from {:g}</source>
<translation> ab {:g}</translation>
</message>
<message>
<source> from {:g} to {:g}</source>
<translation> von {:g} bis {:g}</translation>
</message>
<message>
<source>a number</source>
<translation>eine Zahl</translation>
</message>
<message>
<source>yes or no</source>
<translation>ja oder nein</translation>
</message>
<message>
<source>four coordinates and a CRS</source>
<translation>vier Koordinaten und ein KBS</translation>
</message>
<message>
<source>a text</source>
<translation>ein Text</translation>
</message>
<message>
<source>Unexpected {}: {}. What to do: report it with the log above; this is a defect of the plugin.</source>
<translation>Unerwartet: {}: {}. Was zu tun ist: Melden Sie es mit dem Protokoll oben; es ist ein Fehler der Erweiterung.</translation>
</message>
<message>
<source>{} with:</source>
<translation>{} mit:</translation>
</message>
<message>
<source>{} and REFERENCES are both given. Expected: one of the two. What to do: add the second date to REFERENCES and clear {}, or clear REFERENCES.</source>
<translation>{} und REFERENCES sind beide angegeben. Erwartet: eines von beiden. Was zu tun ist: Fügen Sie die zweite Aufnahme zu REFERENCES hinzu und leeren Sie {}, oder leeren Sie REFERENCES.</translation>
</message>
<message>
<source>{} of INPUT_FOLDER and INPUT_LAYERS are given. Expected: one, a folder with one raster per date, or a list of layers. What to do: choose a folder or layers.</source>
<translation>{} von INPUT_FOLDER und INPUT_LAYERS sind angegeben. Erwartet: eines von beiden, ein Ordner mit einem Raster je Aufnahme oder eine Liste von Layern. Was zu tun ist: Wählen Sie einen Ordner oder Layer.</translation>
</message>
<message>
<source>OUTPUT_FOLDER, '{}', lies in INPUT_FOLDER. Expected: a folder elsewhere, because the results would be taken for dates next time. What to do: choose another folder for the results.</source>
<translation>OUTPUT_FOLDER, '{}', liegt in INPUT_FOLDER. Erwartet: ein Ordner an anderer Stelle, weil die Ergebnisse beim nächsten Mal für Aufnahmen gehalten würden. Was zu tun ist: Wählen Sie einen anderen Ordner für die Ergebnisse.</translation>
</message>
<message>
<source>{} of {} dates despeckled in {:.1f} s</source>
<translation>Speckle aus {} von {} Aufnahmen entfernt in {:.1f} s</translation>
</message>
<message>
<source>No date could be despeckled.</source>
<translation>Aus keiner Aufnahme konnte Speckle entfernt werden.</translation>
</message>
<message>
<source>Failed: {}</source>
<translation>Fehlgeschlagen: {}</translation>
</message>
<message>
<source>Cancelled by the user. The dates that were complete by then stay in '{}'.</source>
<translation>Vom Benutzer abgebrochen. Die bis dahin fertigen Aufnahmen bleiben in '{}'.</translation>
</message>
<message>
<source>The next run with the same settings does the others.</source>
<translation>Der nächste Lauf mit denselben Einstellungen bearbeitet die übrigen.</translation>
</message>
<message>
<source>{} more, see the log.</source>
<translation>{} weitere, siehe Protokoll.</translation>
</message>
<message>
<source> and </source>
<translation> und </translation>
</message>
<message>
<source>not installed</source>
<translation>nicht installiert</translation>
</message>
<message>
<source>not available</source>
<translation>nicht verfügbar</translation>
</message>
<message>
<source>INSTALL is not set, so nothing was done. What to do: tick it (INSTALL=yes) to have PyTorch installed into '{}'.</source>
<translation>INSTALL ist nicht gesetzt, deshalb geschah nichts. Was zu tun ist: Haken Sie es an (INSTALL=yes), damit PyTorch in '{}' installiert wird.</translation>
</message>
<message>
<source>The folder '{}' holds no wheel file of PyTorch. Expected: torch-VERSION-....whl and the wheels it needs. What to do: choose another folder.</source>
<translation>Der Ordner '{}' enthält keine Wheel-Datei von PyTorch. Erwartet: torch-VERSION-....whl und die Wheels, die es braucht. Was zu tun ist: Wählen Sie einen anderen Ordner.</translation>
</message>
<message>
<source>The sample images cannot be written to '{}' ({}). Expected: a folder you may write to. What to do: choose another folder.</source>
<translation>Die Beispielbilder können nicht nach '{}' geschrieben werden ({}). Erwartet: ein Ordner, in den Sie schreiben dürfen. Was zu tun ist: Wählen Sie einen anderen Ordner.</translation>
</message>
<message>
<source>Installing PyTorch into '{}'.</source>
<translation>PyTorch wird in '{}' installiert.</translation>
</message>
<message>
<source>PyTorch {} is installed. The next run uses it.</source>
<translation>PyTorch {} ist installiert. Der nächste Lauf verwendet es.</translation>
</message>
<message>
<source>Speed: {} megapixels per second</source>
<translation>Geschwindigkeit: {} Megapixel pro Sekunde</translation>
</message>
<message>
<source>{} of INPUT and INPUT_FOLDER are given. Expected: one. What to do: choose a file or a folder.</source>
<translation>{} von INPUT und INPUT_FOLDER sind angegeben. Erwartet: eines. Was zu tun ist: Wählen Sie eine Datei oder einen Ordner.</translation>
</message>
<message>
<source>'{}' is a folder. Expected: a file. What to do: give it as INPUT_FOLDER.</source>
<translation>'{}' ist ein Ordner. Erwartet: eine Datei. Was zu tun ist: Geben Sie ihn als INPUT_FOLDER an.</translation>
</message>
<message>
<source>'{}' is a file. Expected: a folder. What to do: give it as INPUT.</source>
<translation>'{}' ist eine Datei. Erwartet: ein Ordner. Was zu tun ist: Geben Sie sie als INPUT an.</translation>
</message>
<message>
<source>No output was asked for. What to do: give at least one of {}.</source>
<translation>Keine Ausgabe wurde verlangt. Was zu tun ist: Geben Sie mindestens eine an von {}.</translation>
</message>
<message>
<source>{}: the output '{}' ends in '{}'. Expected: a file that ends in .{} (others would change the values or cut texts). What to do: end the file name in .{}.</source>
<translation>{}: Die Ausgabe '{}' endet auf '{}'. Erwartet: eine Datei, die auf .{} endet (andere würden die Werte verändern oder Texte kürzen). Was zu tun ist: Lassen Sie den Dateinamen auf .{} enden.</translation>
</message>
<message>
<source>{0} is not given. What to do: choose a raster for {0}.</source>
<translation>{0} ist nicht angegeben. Was zu tun ist: Wählen Sie ein Raster für {0}.</translation>
</message>
<message>
<source>PyTorch, which is not required, would make this faster.</source>
<translation>PyTorch, das nicht erforderlich ist, würde dies beschleunigen.</translation>
</message>
<message>
<source>Not given, so chosen by the program: {}</source>
<translation>Nicht angegeben, daher vom Programm gewählt: {}</translation>
</message>
<message>
<source>two band numbers (VV, VH), four (C11, Re C12, Im C12, C22) or one, from 1, such as 1,2</source>
<translation>zwei Kanalnummern (VV, VH), vier (C11, Re C12, Im C12, C22) oder eine, ab 1, etwa 1,2</translation>
</message>
<message>
<source>Unknown parameter {}. Expected: {}. What to do: {}.</source>
<translation>Unbekannter Parameter {}. Erwartet: {}. Was zu tun ist: {}.</translation>
</message>
<message>
<source>{}: the layer '{}' is not valid. What to do: check its source {}.</source>
<translation>{}: Der Layer '{}' ist nicht gültig. Was zu tun ist: Prüfen Sie seine Quelle {}.</translation>
</message>
<message>
<source>{}: the layer '{}' comes from the '{}' provider, whose pixels are pictures, are computed or live on a server. Expected: a raster file (GDAL). What to do: export it first (right-click the layer, Export, Save As, raw data, GeoTIFF).</source>
<translation>{}: Der Layer '{}' kommt vom Datenanbieter '{}', dessen Pixel Bilder sind, berechnet werden oder auf einem Server liegen. Erwartet: eine Rasterdatei (GDAL). Was zu tun ist: Exportieren Sie ihn zuerst (Rechtsklick auf den Layer, Export, Speichern als, Rohdaten, GeoTIFF).</translation>
</message>
<message>
<source>{} has {} rasters. Expected: one. What to do: choose one.</source>
<translation>{} hat {} Raster. Erwartet: eines. Was zu tun ist: Wählen Sie eines.</translation>
</message>
<message>
<source>{}: the layer '{}' is no raster. Expected: a raster layer, or the path of a raster file. What to do: choose another layer.</source>
<translation>{}: Der Layer '{}' ist kein Raster. Erwartet: ein Rasterlayer oder der Pfad einer Rasterdatei. Was zu tun ist: Wählen Sie einen anderen Layer.</translation>
</message>
<message>
<source>: true or false</source>
<translation>: true oder false</translation>
</message>
<message>
<source>take one of these names</source>
<translation>Nehmen Sie einen dieser Namen</translation>
</message>
<message>
<source>{} is '{}'. Expected: {}. What to do: correct {}.</source>
<translation>{} ist '{}'. Erwartet: {}. Was zu tun ist: Berichtigen Sie {}.</translation>
</message>
<message>
<source>a text without a zero byte</source>
<translation>ein Text ohne Nullbyte</translation>
</message>
<message>
<source>{}: the layer's CRS was set to {} in QGIS, the file states {}; the result carries the file's. 'Assign projection' writes a CRS into the file.</source>
<translation>{}: Das KBS des Layers wurde in QGIS auf {} gesetzt, die Datei nennt {}; das Ergebnis trägt das der Datei. 'Projektion zuweisen' schreibt ein KBS in die Datei.</translation>
</message>
<message>
<source>none</source>
<translation>keines</translation>
</message>
<message>
<source>{}: additional nodata values are set in the layer's properties; they are not part of the file and are not used. 'Translate' with 'Assign a specified NoData value' writes them into a copy.</source>
<translation>{}: In den Layereigenschaften sind zusätzliche NoData-Werte gesetzt; sie gehören nicht zur Datei und werden nicht verwendet. 'Umwandeln' mit einem NoData-Wert für die Ausgabe schreibt sie in eine Kopie.</translation>
</message>
<message>
<source>write {}</source>
<translation>Schreiben Sie {}</translation>
</message>
<message>
<source>in a terminal</source>
<translation>in einem Terminal</translation>
</message>
<message>
<source>In QGIS: menu Plugins, MTDN SAR, Install PyTorch{}. Or by hand, {}: {}   (then restart QGIS)</source>
<translation>In QGIS: Menü Erweiterungen, MTDN SAR, PyTorch installieren{}. Oder von Hand, {}: {}   (danach QGIS neu starten)</translation>
</message>
<message>
<source>A Python package is installed but does not start: {}. What to do: install it afresh. {}</source>
<translation>Ein Python-Paket ist installiert, startet aber nicht: {}. Was zu tun ist: Installieren Sie es neu. {}</translation>
</message>
<message>
<source>in the OSGeo4W Shell (Start menu, QGIS folder)</source>
<translation>in der OSGeo4W-Shell (Startmenü, Ordner QGIS)</translation>
</message>
<message>
<source>in the Terminal</source>
<translation>im Terminal</translation>
</message>
<message>
<source>What to do: {}</source>
<translation>Was zu tun ist: {}</translation>
</message>
<message>
<source>Expected: {}</source>
<translation>Erwartet: {}</translation>
</message>
<message>
<source>{} has no pip. What to do: install it (Debian, Ubuntu: sudo apt install python3-pip) and retry.</source>
<translation>{} hat kein pip. Was zu tun ist: Installieren Sie es (Debian, Ubuntu: sudo apt install python3-pip) und versuchen Sie es erneut.</translation>
</message>
<message>
<source>pip could not install PyTorch: {}. What to do: check the network and QGIS's proxy settings, or give a folder of wheel files. QGIS works as before.</source>
<translation>pip konnte PyTorch nicht installieren: {}. Was zu tun ist: Prüfen Sie das Netz und die Proxy-Einstellungen von QGIS, oder geben Sie einen Ordner mit Wheel-Dateien an. QGIS arbeitet wie zuvor.</translation>
</message>
<message>
<source>PyTorch was installed but does not start, and was removed again: {}. What to do: report it with the log above. QGIS works as before.</source>
<translation>PyTorch wurde installiert, startet aber nicht, und wurde wieder entfernt: {}. Was zu tun ist: Melden Sie es mit dem Protokoll oben. QGIS arbeitet wie zuvor.</translation>
</message>
<message>
<source>'{}' has {} MB free. Expected: {} MB. What to do: make room on this disk.</source>
<translation>'{}' hat {} MB frei. Erwartet: {} MB. Was zu tun ist: Schaffen Sie Platz auf diesem Datenträger.</translation>
</message>
<message>
<source>The folder of PyTorch cannot be written: {}. What to do: see to it that '{}' can be written, restart QGIS and try again.</source>
<translation>In den Ordner von PyTorch kann nicht geschrieben werden: {}. Was zu tun ist: Sorgen Sie dafür, dass '{}' beschreibbar ist, starten Sie QGIS neu und versuchen Sie es erneut.</translation>
</message>
<message>
<source>Cancelled by the user. Nothing was installed; QGIS works as before.</source>
<translation>Vom Benutzer abgebrochen. Nichts wurde installiert; QGIS arbeitet wie zuvor.</translation>
</message>
<message>
<source>Choose a model file</source>
<translation>Modelldatei wählen</translation>
</message>
<message>
<source>Check environment ...</source>
<translation>Umgebung prüfen ...</translation>
</message>
<message>
<source>Install PyTorch ...</source>
<translation>PyTorch installieren ...</translation>
</message>
<message>
<source> to </source>
<translation> bis </translation>
</message>
<message>
<source>Fall</source>
<translation>Abfall</translation>
</message>
<message>
<source>Rise</source>
<translation>Anstieg</translation>
</message>
<message>
<source>Cancelling: waiting for the tiles in work ...</source>
<translation>Abbruch: Die Kacheln in Arbeit werden noch beendet ...</translation>
</message>
</context>
</TS>
