<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context><name>MTDN</name>
<message>
<source>MTDN: SAR despeckling and change detection</source>
<translation>MTDN: Speckle entfernen und Veränderungen erkennen in SAR-Bildern</translation>
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
<source>Baseline</source>
<translation>Basisdaten</translation>
</message>
<message>
<source>Earlier dates on the same grid and of the same orbit, which say what is normal here. Those that do not fit are left out, and named in the log.</source>
<translation>Frühere Aufnahmen auf demselben Gitter und aus demselben Orbit, die zeigen, was hier normal ist. Ungeeignete werden ausgelassen und im Protokoll genannt.</translation>
</message>
<message>
<source>VH files are found beside the VV files.</source>
<translation>VH-Dateien werden neben den VV-Dateien gefunden.</translation>
</message>
<message>
<source>Later dates</source>
<translation>Spätere Aufnahmen</translation>
</message>
<message>
<source>Later dates on the same grid and of the same orbit, which confirm the change and date it. Those that do not fit are left out, and named in the log. Classes, probability and the shapes of the polygons stay those of the two dates.</source>
<translation>Spätere Aufnahmen auf demselben Gitter und aus demselben Orbit, die die Veränderung bestätigen und datieren. Ungeeignete werden ausgelassen und im Protokoll genannt. Klassen, Wahrscheinlichkeit und die Umrisse der Polygone bleiben die der beiden Aufnahmen.</translation>
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
<source>One of the words: {}.</source>
<translation>Eines der Wörter: {}.</translation>
</message>
<message>
<source>Change threshold</source>
<translation>Schwellenwert der Veränderung</translation>
</message>
<message>
<source>Probability from which a pixel counts as changed; lower finds more and errs more. Empty: the value on the model's card.</source>
<translation>Wahrscheinlichkeit, ab der ein Pixel als verändert gilt; ein niedrigerer Wert findet mehr und irrt öfter. Leer: der Wert der Modellkarte.</translation>
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
<source>The same by the area on the ground, instead of pixels: connected changes of less are dropped; 0 keeps all.</source>
<translation>Dasselbe nach der Fläche am Boden anstatt nach Pixeln: Zusammenhängende Veränderungen von weniger Fläche fallen weg; 0 behält alle.</translation>
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
<source>Weather</source>
<translation>Wetter</translation>
</message>
<message>
<source>A shift of the level of the whole scene (rain, thaw, wet snow) is measured and said in the log; remove takes it out before the dates are compared, keep leaves it in.</source>
<translation>Eine Verschiebung des Pegels der ganzen Szene (Regen, Tauwetter, nasser Schnee) wird gemessen und im Protokoll genannt; remove rechnet sie heraus, bevor die Aufnahmen verglichen werden, keep belässt sie.</translation>
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
<source>pixels</source>
<translation>Pixel</translation>
</message>
<message>
<source>Connected changes of fewer pixels are dropped; 0 keeps all.</source>
<translation>Zusammenhängende Veränderungen aus weniger Pixeln fallen weg; 0 behält alle.</translation>
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
<source>Run time in seconds</source>
<translation>Laufzeit in Sekunden</translation>
</message>
<message>
<source>Computed on</source>
<translation>Gerechnet auf</translation>
</message>
<message>
<source>Folder of the dates</source>
<translation>Ordner der Aufnahmen</translation>
</message>
<message>
<source>The folder that holds one raster, or a pair of VV and VH files, for each date; the date is in the name.</source>
<translation>Der Ordner, der für jede Aufnahme ein Raster oder ein Paar aus VV- und VH-Datei enthält; das Datum steht im Namen.</translation>
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
<source>Despeckling strength</source>
<translation>Filterstärke</translation>
</message>
<message>
<source>A wish for a smoother picture, at the price of truth: 0 keeps the fluctuation that both polarisations share (ground, and part of the speckle), 1 removes it in homogeneous areas. Empty: the value on the model's card.</source>
<translation>Wunsch nach einem glatteren Bild auf Kosten der Treue: 0 behält die Schwankung, die beide Polarisationen gemeinsam haben (Gelände und ein Teil des Speckles), 1 entfernt sie in homogenen Flächen. Leer: der Wert der Modellkarte.</translation>
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
<source>Image</source>
<translation>Bild</translation>
</message>
<message>
<source>VV and VH bands, C2 bands, or the VV file when VH is in its own.</source>
<translation>Kanäle VV und VH, Kanäle von C2, oder die VV-Datei, wenn VH in einer eigenen steht.</translation>
</message>
<message>
<source>Further dates</source>
<translation>Weitere Aufnahmen</translation>
</message>
<message>
<source>Other dates on the same grid; together with the image they give the temporal features.</source>
<translation>Andere Aufnahmen auf demselben Gitter; zusammen mit dem Bild ergeben sie die zeitlichen Merkmale.</translation>
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
Second date: another image of the same place and the same grid, best of the same orbit. What did not change between the dates adds information; what did is left to the first date alone. Reference images, instead of the second date, take a whole stack: the best result.
Nodata, NaN, values that no radar measures (far outside any backscatter) and zeros around the footprint stay nodata; negative power left by noise subtraction is a measurement and counts. The log says what was found.
Give the original image, not one that is despeckled already. Every date of a folder at once: Despeckle a series.
</source>
<translation>Entfernt Speckle aus einem Dual-Pol-SAR-Bild und erhält Kanten, Punktziele und Kalibrierung: Das Ergebnis hat Gitter, KBS, NoData-Wert, Einheiten und Kanäle der Eingabe.
Eingabe: Rückstreuung in VV und VH (GRD, RTC, gamma0, sigma0; lineare Leistung, dB oder Amplitude) in einer Datei oder je Polarisation in einer eigenen, oder die vier Kanäle von C2 (C11, Re C12, Im C12, C22). Kein 8-Bit-Bild. Eine Polarisation allein (VV, VH, HH oder HV) gibt einen Kanal und ein schlechteres Ergebnis; eine Warnung sagt, um wie viel.
Zweite Aufnahme: ein anderes Bild desselben Ortes auf demselben Gitter, am besten aus demselben Orbit. Was sich zwischen den Aufnahmen nicht verändert hat, liefert zusätzliche Information; wo sich etwas verändert hat, zählt nur die erste Aufnahme. Referenzbilder, anstelle der zweiten Aufnahme, nehmen einen ganzen Stapel auf: Das gibt das beste Ergebnis.
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
<source>Reference images</source>
<translation>Referenzbilder</translation>
</message>
<message>
<source>Other dates on the same grid and of the same orbit, instead of the second image: the more, the better. Those that do not fit are left out, and named in the log.</source>
<translation>Andere Aufnahmen auf demselben Gitter und aus demselben Orbit, anstelle des zweiten Bildes: je mehr, desto besser. Ungeeignete werden ausgelassen und im Protokoll genannt.</translation>
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
<source>Despeckles every date of a folder. The dates before and after each, on the same grid and of the same orbit, make its reference: what did not change between them adds information. A date without any is despeckled alone.
Input: a folder with one raster per date, or VV and VH in two files, or folders of products. The date must stand in the name, for example 20240131. The images may be those that Despeckle takes.
Output: NAME_despeckled.tif in the output folder, with the grid, CRS, nodata, units and bands of its input. Choose a folder outside the input folder.
A date that fails is reported and does not stop the rest. What was complete when a run is cancelled stays; with 'Continue an interrupted run' the next run does only the others.
</source>
<translation>Entfernt Speckle aus jeder Aufnahme eines Ordners. Die Aufnahmen davor und danach, auf demselben Gitter und aus demselben Orbit, bilden jeweils die Referenz: Was sich zwischen ihnen nicht verändert hat, liefert zusätzliche Information. Eine Aufnahme ohne solche wird allein gefiltert.
Eingabe: ein Ordner mit einem Raster je Aufnahme, oder VV und VH in zwei Dateien, oder Ordnern von Produkten. Das Datum muss im Namen stehen, zum Beispiel 20240131. Geeignet sind dieselben Bilder wie für Speckle entfernen.
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
Input: two dates on the same grid (same CRS, pixel positions and size), best of the same orbit. Nothing is resampled silently; align them with Warp (reproject) first. VV and VH backscatter (linear power, dB or amplitude) in one file or one file per polarisation, or the four bands of C2. Not an 8-bit picture. Of one polarisation alone (the same on both dates) changes are found less surely; a warning says so. Give the original images, not despeckled ones: the network removes the speckle itself, and filtering twice loses changes.
Threshold: lower finds more and errs more. Empty takes the value on the model's card.
Baseline: earlier dates of the same orbit make small changes stand out, and give the threshold for a share of false alarms that you state. Later dates confirm a change and date it.
A shift of the whole scene (rain, thaw, wet snow) is taken out first and said in the log. Wind, soil moisture and crops change radar images too: a change is a change of backscatter, what it means is for you to judge.
</source>
<translation>Findet, was sich zwischen zwei Dual-Pol-SAR-Bildern verändert hat: eine Karte mit zwei Klassen und, auf Wunsch, die Wahrscheinlichkeit dahinter.
Eingabe: zwei Aufnahmen auf demselben Gitter (gleiches KBS, gleiche Lage und Größe der Pixel), am besten aus demselben Orbit. Nichts wird stillschweigend umgerechnet; richten Sie die Bilder vorher mit Transformieren (Reprojizieren) aus. Rückstreuung in VV und VH (lineare Leistung, dB oder Amplitude) in einer Datei oder je Polarisation in einer eigenen, oder die vier Kanäle von C2. Kein 8-Bit-Bild. Mit einer Polarisation allein (derselben in beiden Aufnahmen) werden Veränderungen weniger sicher gefunden; eine Warnung sagt es. Geben Sie die Originalbilder an, keine, aus denen Speckle schon entfernt wurde: Das Netz entfernt den Speckle selbst, und zweimal zu filtern verliert Veränderungen.
Schwellenwert: Ein niedrigerer findet mehr und irrt öfter. Leer gilt der Wert der Modellkarte.
Basisdaten: Frühere Aufnahmen aus demselben Orbit lassen kleine Veränderungen hervortreten und liefern den Schwellenwert zu einem Anteil von Fehlalarmen, den Sie vorgeben. Spätere Aufnahmen bestätigen eine Veränderung und datieren sie.
Eine Verschiebung der ganzen Szene (Regen, Tauwetter, nasser Schnee) wird vorher herausgerechnet und im Protokoll genannt. Auch Wind, Bodenfeuchte und Feldfrüchte verändern Radarbilder: Eine Veränderung ist eine Veränderung der Rückstreuung, was sie bedeutet, müssen Sie beurteilen.
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
Input: two dates on the same grid (same CRS, pixel positions and size), best of the same orbit. Nothing is resampled silently; align them with Warp (reproject) first. VV and VH backscatter (linear power, dB or amplitude) in one file or one file per polarisation, or the four bands of C2. Not an 8-bit picture. Of one polarisation alone (the same on both dates) changes are found less surely; a warning says so. Give the original images, not despeckled ones: the network removes the speckle itself, and filtering twice loses changes.
Outputs: each date despeckled, with the grid, CRS, nodata, units and bands of its input; the change in two classes; the probability of change. Clear those you do not need.
</source>
<translation>Entfernt Speckle aus zwei Aufnahmen und findet, was sich zwischen ihnen verändert hat. Das Netz leistet beides zugleich, deshalb dauert es weniger lang als die beiden Algorithmen nacheinander.
Eingabe: zwei Aufnahmen auf demselben Gitter (gleiches KBS, gleiche Lage und Größe der Pixel), am besten aus demselben Orbit. Nichts wird stillschweigend umgerechnet; richten Sie die Bilder vorher mit Transformieren (Reprojizieren) aus. Rückstreuung in VV und VH (lineare Leistung, dB oder Amplitude) in einer Datei oder je Polarisation in einer eigenen, oder die vier Kanäle von C2. Kein 8-Bit-Bild. Mit einer Polarisation allein (derselben in beiden Aufnahmen) werden Veränderungen weniger sicher gefunden; eine Warnung sagt es. Geben Sie die Originalbilder an, keine, aus denen Speckle schon entfernt wurde: Das Netz entfernt den Speckle selbst, und zweimal zu filtern verliert Veränderungen.
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
<source>Flood map</source>
<translation>Überschwemmungskarte</translation>
</message>
<message>
<source>Models</source>
<translation>Modelle</translation>
</message>
<message>
<source>Ground that was flooded between two dates: VV and VH fell, because open water reflects the pulse away.
Give an image of before and one of during the flood, of the same orbit. Wind on the water and flooded forest can hide it.</source>
<translation>Flächen, die zwischen zwei Aufnahmen überflutet wurden: VV und VH sind gefallen, weil offenes Wasser den Puls wegspiegelt.
Geben Sie ein Bild von vor und eines von während der Überschwemmung an, aus demselben Orbit. Wind auf dem Wasser und überfluteter Wald können sie verbergen.</translation>
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
Earlier dates of the same orbit (baseline) make small clearings stand out and set the threshold for the share of false alarms. Radar forgets a clearing after some months: choose the later date soon after it.</source>
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
<source>Clean series</source>
<translation>Zeitreihe ohne Speckle</translation>
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
<source>not installed</source>
<translation>nicht installiert</translation>
</message>
<message>
<source>not available</source>
<translation>nicht verfügbar</translation>
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
<source>{} and REFERENCES are both given. Expected: one of the two. What to do: add the second date to REFERENCES and clear {}, or clear REFERENCES.</source>
<translation>{} und REFERENCES sind beide angegeben. Erwartet: eines von beiden. Was zu tun ist: Fügen Sie die zweite Aufnahme zu REFERENCES hinzu und leeren Sie {}, oder leeren Sie REFERENCES.</translation>
</message>
<message>
<source> and </source>
<translation> und </translation>
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
<source>Installing PyTorch into '{}'.</source>
<translation>PyTorch wird in '{}' installiert.</translation>
</message>
<message>
<source>PyTorch {} is installed. The next run uses it.</source>
<translation>PyTorch {} ist installiert. Der nächste Lauf verwendet es.</translation>
</message>
<message>
<source>No output was asked for. What to do: give at least one of {}.</source>
<translation>Keine Ausgabe wurde verlangt. Was zu tun ist: Geben Sie mindestens eine an von {}.</translation>
</message>
<message>
<source>{} and {} are the same file, '{}'. Expected: two different images. What to do: choose another one, or state the bands of each date if the file holds both.</source>
<translation>{} und {} sind dieselbe Datei, '{}'. Erwartet: zwei verschiedene Bilder. Was zu tun ist: Wählen Sie ein anderes, oder geben Sie die Kanäle jeder Aufnahme an, wenn die Datei beide enthält.</translation>
</message>
<message>
<source>{0} is not given. What to do: choose a raster for {0}.</source>
<translation>{0} ist nicht angegeben. Was zu tun ist: Wählen Sie ein Raster für {0}.</translation>
</message>
<message>
<source>{}: the output '{}' ends in '{}'. Expected: a file that ends in .{} (others would change the values or cut texts). What to do: end the file name in .{}.</source>
<translation>{}: Die Ausgabe '{}' endet auf '{}'. Erwartet: eine Datei, die auf .{} endet (andere würden die Werte verändern oder Texte kürzen). Was zu tun ist: Lassen Sie den Dateinamen auf .{} enden.</translation>
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
<source>The sample images cannot be written to '{}' ({}). Expected: a folder you may write to. What to do: choose another folder.</source>
<translation>Die Beispielbilder können nicht nach '{}' geschrieben werden ({}). Erwartet: ein Ordner, in den Sie schreiben dürfen. Was zu tun ist: Wählen Sie einen anderen Ordner.</translation>
</message>
<message>
<source>INPUT_FOLDER is not given. Expected: a folder with one raster per date. What to do: choose a folder.</source>
<translation>INPUT_FOLDER ist nicht angegeben. Erwartet: ein Ordner mit einem Raster je Aufnahme. Was zu tun ist: Wählen Sie einen Ordner.</translation>
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
<source>two band numbers (VV, VH), four (C11, Re C12, Im C12, C22) or one, from 1, such as 1,2</source>
<translation>zwei Kanalnummern (VV, VH), vier (C11, Re C12, Im C12, C22) oder eine, ab 1, etwa 1,2</translation>
</message>
<message>
<source>Unknown parameter {}. Expected: {}. What to do: {}.</source>
<translation>Unbekannter Parameter {}. Erwartet: {}. Was zu tun ist: {}.</translation>
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
<source>Cancelling: waiting for the tiles in work ...</source>
<translation>Abbruch: Die Kacheln in Arbeit werden noch beendet ...</translation>
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
<source>Changed: {} pixels ({:.2f} % of those with data)</source>
<translation>Verändert: {} Pixel ({:.2f} % derer mit Daten)</translation>
</message>
<message>
<source>{} pixels in {:.1f} s ({:.3f} Mpx/s)</source>
<translation>{} Pixel in {:.1f} s ({:.3f} Mpx/s)</translation>
</message>
<message>
<source>Mean of input / despeckled (1 = unbiased): {}</source>
<translation>Mittelwert von Eingabe / Ergebnis (1 = unverzerrt): {}</translation>
</message>
<message>
<source>Cancelled by the user, no output was kept</source>
<translation>Vom Benutzer abgebrochen, keine Ausgabe wurde behalten</translation>
</message>
<message>
<source>Date {}</source>
<translation>Aufnahme {}</translation>
</message>
<message>
<source>The memory is used up</source>
<translation>Der Arbeitsspeicher ist aufgebraucht</translation>
</message>
<message>
<source>room for a tile</source>
<translation>Platz für eine Kachel</translation>
</message>
<message>
<source>close other programs, or choose a smaller tile</source>
<translation>Schließen Sie andere Programme, oder wählen Sie eine kleinere Kachel</translation>
</message>
<message>
<source>The system starts no further thread: memory or the number of processes is used up</source>
<translation>Das System startet keinen weiteren Thread: Der Speicher oder die Zahl der Prozesse ist aufgebraucht</translation>
</message>
<message>
<source>room for one</source>
<translation>Platz für einen</translation>
</message>
<message>
<source>close other programs, raise the limits (ulimit -v, ulimit -u), or work with one thread</source>
<translation>Schließen Sie andere Programme, erhöhen Sie die Grenzen (ulimit -v, ulimit -u), oder arbeiten Sie mit einem Thread</translation>
</message>
<message>
<source>The package '{}' cannot be imported ({})</source>
<translation>Das Paket '{}' kann nicht importiert werden ({})</translation>
</message>
<message>
<source>an installed package</source>
<translation>ein installiertes Paket</translation>
</message>
<message>
<source>install it into this Python with pip; the README lists what each command needs</source>
<translation>Installieren Sie es mit pip in dieses Python; die README nennt, was jeder Befehl braucht</translation>
</message>
<message>
<source>The system refuses{}: {}</source>
<translation>Das System verweigert{}: {}</translation>
</message>
<message>
<source>check paths, rights and free space</source>
<translation>Prüfen Sie Pfade, Rechte und freien Platz</translation>
</message>
<message>
<source>Measured: {} of {} windows of {} x {} pixels</source>
<translation>Gemessen: {} von {} Fenstern von {} x {} Pixeln</translation>
</message>
<message>
<source>No pixel that was looked at is measured in both '{}' and '{}'</source>
<translation>Kein betrachtetes Pixel ist sowohl in '{}' als auch in '{}' gemessen</translation>
</message>
<message>
<source>the original and its filtered image</source>
<translation>das Original und sein gefiltertes Bild</translation>
</message>
<message>
<source>choose the two images of one date</source>
<translation>Wählen Sie die beiden Bilder einer Aufnahme</translation>
</message>
<message>
<source>'{}' and '{}' hold the same image</source>
<translation>'{}' und '{}' enthalten dasselbe Bild</translation>
</message>
<message>
<source>choose the filtered image as the second</source>
<translation>Wählen Sie das gefilterte Bild als zweites</translation>
</message>
<message>
<source>The report cannot be written to '{}'</source>
<translation>Der Bericht kann nicht nach '{}' geschrieben werden</translation>
</message>
<message>
<source>a name that ends in .html, in a folder that exists</source>
<translation>ein Name, der auf .html endet, in einem vorhandenen Ordner</translation>
</message>
<message>
<source>choose another name</source>
<translation>Wählen Sie einen anderen Namen</translation>
</message>
<message>
<source>The report '{}' is also an input</source>
<translation>Der Bericht '{}' ist auch eine Eingabe</translation>
</message>
<message>
<source>a file of its own</source>
<translation>eine eigene Datei</translation>
</message>
<message>
<source>'{}' has no block of {} x {} pixels that is measured in both images</source>
<translation>'{}' hat keinen Block von {} x {} Pixeln, der in beiden Bildern gemessen ist</translation>
</message>
<message>
<source>an image large enough to tell speckle from ground</source>
<translation>ein Bild, das groß genug ist, um Speckle vom Boden zu unterscheiden</translation>
</message>
<message>
<source>give a larger image</source>
<translation>Geben Sie ein größeres Bild an</translation>
</message>
<message>
<source>The power of '{}' is {} dB away from that of '{}' in {} (read as {} and {})</source>
<translation>Die Leistung von '{}' weicht um {} dB von der von '{}' ab, in {} (gelesen als {} und {})</translation>
</message>
<message>
<source>two images on one scale</source>
<translation>zwei Bilder mit einer Skala</translation>
</message>
<message>
<source>state the units of both images</source>
<translation>Geben Sie die Einheiten beider Bilder an</translation>
</message>
<message>
<source>a file you may write</source>
<translation>eine Datei, die Sie schreiben dürfen</translation>
</message>
<message>
<source>check rights and free space</source>
<translation>Prüfen Sie Rechte und freien Platz</translation>
</message>
<message>
<source>Polygons are asked for, and the dates have no geotransform</source>
<translation>Polygone sind verlangt, und die Aufnahmen haben keine Geotransformation</translation>
</message>
<message>
<source>georeferenced images</source>
<translation>georeferenzierte Bilder</translation>
</message>
<message>
<source>bring the dates onto a map grid first (gdalwarp; QGIS: Warp), or leave the polygons out</source>
<translation>Bringen Sie die Aufnahmen zuerst auf ein Kartengitter (gdalwarp; QGIS: Transformieren), oder lassen Sie die Polygone weg</translation>
</message>
<message>
<source>A minimum area in hectares is given, and the grid of the dates does not tell the area of a pixel</source>
<translation>Eine Mindestfläche in Hektar ist angegeben, und das Gitter der Aufnahmen sagt nichts über die Fläche eines Pixels</translation>
</message>
<message>
<source>images with a geotransform and a CRS</source>
<translation>Bilder mit Geotransformation und KBS</translation>
</message>
<message>
<source>give the minimum area in pixels</source>
<translation>Geben Sie die Mindestfläche in Pixeln an</translation>
</message>
<message>
<source>change (0 unchanged, 1 changed)</source>
<translation>Veränderung (0 unverändert, 1 verändert)</translation>
</message>
<message>
<source>later dates that confirm the change</source>
<translation>spätere Aufnahmen, die die Veränderung bestätigen</translation>
</message>
<message>
<source>PyTorch cannot be imported: the limit on this process's memory leaves {} MB</source>
<translation>PyTorch kann nicht importiert werden: Die Speichergrenze dieses Prozesses lässt {} MB</translation>
</message>
<message>
<source>{} MB</source>
<translation>{} MB</translation>
</message>
<message>
<source>raise the limit (ulimit -v)</source>
<translation>Erhöhen Sie die Grenze (ulimit -v)</translation>
</message>
<message>
<source>The device is '{}'</source>
<translation>Das Gerät ist '{}'</translation>
</message>
<message>
<source>correct the device</source>
<translation>Berichtigen Sie das Gerät</translation>
</message>
<message>
<source>The limit on this process's memory leaves {} MB</source>
<translation>Die Speichergrenze dieses Prozesses lässt {} MB</translation>
</message>
<message>
<source>at least {} MB</source>
<translation>mindestens {} MB</translation>
</message>
<message>
<source>CUDA is asked for but absent: {}</source>
<translation>CUDA ist verlangt, aber nicht vorhanden: {}</translation>
</message>
<message>
<source>an NVIDIA graphics card that PyTorch can use</source>
<translation>eine NVIDIA-Grafikkarte, die PyTorch benutzen kann</translation>
</message>
<message>
<source>{}; or choose the device auto or cpu</source>
<translation>{}; oder wählen Sie das Gerät auto oder cpu</translation>
</message>
<message>
<source>The model is {}</source>
<translation>Das Modell ist {}</translation>
</message>
<message>
<source>a name, a path, or what load_model returns</source>
<translation>ein Name, ein Pfad, oder was load_model liefert</translation>
</message>
<message>
<source>correct it</source>
<translation>Berichtigen Sie es</translation>
</message>
<message>
<source>PyTorch {} is built without CUDA</source>
<translation>PyTorch {} ist ohne CUDA gebaut</translation>
</message>
<message>
<source>PyTorch cannot be imported ({})</source>
<translation>PyTorch kann nicht importiert werden ({})</translation>
</message>
<message>
<source>PyTorch 2.6 or later</source>
<translation>PyTorch 2.6 oder neuer</translation>
</message>
<message>
<source>install it: {}</source>
<translation>Installieren Sie es: {}</translation>
</message>
<message>
<source>install a CUDA build of PyTorch: {}</source>
<translation>Installieren Sie PyTorch mit CUDA: {}</translation>
</message>
<message>
<source>check the NVIDIA driver with 'nvidia-smi'</source>
<translation>Prüfen Sie den NVIDIA-Treiber mit 'nvidia-smi'</translation>
</message>
<message>
<source>PyTorch {} (CUDA {}) sees no graphics card</source>
<translation>PyTorch {} (CUDA {}) sieht keine Grafikkarte</translation>
</message>
<message>
<source>PyTorch {} fails on the graphics card ({})</source>
<translation>PyTorch {} scheitert an der Grafikkarte ({})</translation>
</message>
<message>
<source>CUDA is asked for, but {}</source>
<translation>CUDA ist verlangt, aber {}</translation>
</message>
<message>
<source>a CUDA build of PyTorch</source>
<translation>ein PyTorch mit CUDA</translation>
</message>
<message>
<source>install it: {}; or choose the device auto or cpu</source>
<translation>Installieren Sie es: {}; oder wählen Sie das Gerät auto oder cpu</translation>
</message>
<message>
<source>False alarms: from a probability of {} on, {} of the baseline's own pixels are marked ({} wanted), by {} of its dates against the others</source>
<translation>Fehlalarme: Ab einer Wahrscheinlichkeit von {} sind {} der eigenen Pixel der Basisdaten markiert ({} gewünscht), nach {} ihrer Aufnahmen gegen die anderen</translation>
</message>
<message>
<source>False alarms: without a baseline, from the model's card: a probability of {} marks {} of its training series</source>
<translation>Fehlalarme: ohne Basisdaten, nach der Karte des Modells: Eine Wahrscheinlichkeit von {} markiert {} seiner Trainingsreihen</translation>
</message>
<message>
<source>A share of false alarms is given without a baseline, and the model's card has no table of it</source>
<translation>Ein Anteil an Fehlalarmen ist ohne Basisdaten angegeben, und die Karte des Modells hat keine Tabelle dafür</translation>
</message>
<message>
<source>a baseline of at least {} earlier dates, or a threshold</source>
<translation>Basisdaten aus mindestens {} früheren Aufnahmen, oder ein Schwellenwert</translation>
</message>
<message>
<source>give earlier dates of the same orbit as baseline, or a threshold</source>
<translation>Geben Sie frühere Aufnahmen desselben Orbits als Basisdaten an, oder einen Schwellenwert</translation>
</message>
<message>
<source>The model's card knows false alarms of two polarisations; of one alone the share may be another</source>
<translation>Die Karte des Modells kennt Fehlalarme von zwei Polarisationen; von einer allein kann der Anteil ein anderer sein</translation>
</message>
<message>
<source>The input '{}' has changed since the run began, so parts of the result would come from another image</source>
<translation>Die Eingabe '{}' hat sich seit Beginn des Laufs geändert, Teile des Ergebnisses kämen also aus einem anderen Bild</translation>
</message>
<message>
<source>inputs that stay as they are during a run</source>
<translation>Eingaben, die während eines Laufs bleiben, wie sie sind</translation>
</message>
<message>
<source>wait until the file is complete, then run again</source>
<translation>Warten Sie, bis die Datei vollständig ist, und starten Sie erneut</translation>
</message>
<message>
<source>'{}' cannot be read ({})</source>
<translation>'{}' kann nicht gelesen werden ({})</translation>
</message>
<message>
<source>a file you may read</source>
<translation>eine Datei, die Sie lesen dürfen</translation>
</message>
<message>
<source>check it</source>
<translation>Prüfen Sie sie</translation>
</message>
<message>
<source>'{}' is brought onto the grid of the first date ({}): {}</source>
<translation>'{}' wird auf das Gitter der ersten Aufnahme gebracht ({}): {}</translation>
</message>
<message>
<source>It is not known when '{}' was taken, so no date can be said to be later</source>
<translation>Es ist nicht bekannt, wann '{}' aufgenommen wurde, also kann von keiner Aufnahme gesagt werden, dass sie später ist</translation>
</message>
<message>
<source>a date in its metadata or in its name</source>
<translation>ein Datum in den Metadaten oder im Namen</translation>
</message>
<message>
<source>add the date to its name, for example 20240131</source>
<translation>Ergänzen Sie das Datum im Namen, zum Beispiel 20240131</translation>
</message>
<message>
<source>{}: {} of {} dates, {}</source>
<translation>{}: {} von {} Aufnahmen, {}</translation>
</message>
<message>
<source>{}: {} of {} dates</source>
<translation>{}: {} von {} Aufnahmen</translation>
</message>
<message>
<source>lies on another grid: {}</source>
<translation>liegt auf einem anderen Gitter: {}</translation>
</message>
<message>
<source>holds {}, the date {}</source>
<translation>enthält {}, die Aufnahme {}</translation>
</message>
<message>
<source>is of another orbit ({}; the date: {})</source>
<translation>ist von einem anderen Orbit ({}; die Aufnahme: {})</translation>
</message>
<message>
<source>was taken about twelve hours apart by the time of day, so from the opposite direction</source>
<translation>wurde zu einer um etwa zwölf Stunden anderen Tageszeit aufgenommen, also aus der Gegenrichtung</translation>
</message>
<message>
<source>is not earlier than the second date</source>
<translation>ist nicht früher als die zweite Aufnahme</translation>
</message>
<message>
<source>has no date, neither in its metadata nor in its name</source>
<translation>hat kein Datum, weder in den Metadaten noch im Namen</translation>
</message>
<message>
<source>is not later than both dates</source>
<translation>ist nicht später als beide Aufnahmen</translation>
</message>
<message>
<source>The {} date '{}' is left out, it {}</source>
<translation>Die Aufnahme ({}) '{}' wird weggelassen, sie {}</translation>
</message>
<message>
<source>holds the same image as '{}'</source>
<translation>enthält dasselbe Bild wie '{}'</translation>
</message>
<message>
<source>is the date itself</source>
<translation>ist die Aufnahme selbst</translation>
</message>
<message>
<source>{} alone is given to the model as both, and the result is worse than of both:</source>
<translation>{} allein wird dem Modell als beide gegeben, und das Ergebnis ist schlechter als das von beiden:</translation>
</message>
<message>
<source>{}{} (measured on series that have both)</source>
<translation>{}{} (gemessen an Reihen, die beide haben)</translation>
</message>
<message>
<source>{} {} dB on one date, area under the ROC curve of change {} instead of {}</source>
<translation>{} {} dB bei einer Aufnahme, Fläche unter der ROC-Kurve der Veränderung {} statt {}</translation>
</message>
<message>
<source>{}by how much was not measured with the model '{}'</source>
<translation>{}um wie viel, wurde mit dem Modell '{}' nicht gemessen</translation>
</message>
<message>
<source>counts that are no whole numbers</source>
<translation>Zählungen, die keine ganzen Zahlen sind</translation>
</message>
<message>
<source>counts out of range</source>
<translation>Zählungen außerhalb des Bereichs</translation>
</message>
<message>
<source>sums of another form</source>
<translation>Summen von anderer Form</translation>
</message>
<message>
<source>The journal of the earlier run holds what no run writes ({})</source>
<translation>Das Journal des früheren Laufs enthält, was kein Lauf schreibt ({})</translation>
</message>
<message>
<source>run without --resume (QGIS: RESUME) once</source>
<translation>Starten Sie einmal ohne --resume (QGIS: RESUME)</translation>
</message>
<message>
<source>{} ratio original / despeckled</source>
<translation>{} Quotient Original / gefiltert</translation>
</message>
<message>
<source>Device: {}, {} ({})</source>
<translation>Gerät: {}, {} ({})</translation>
</message>
<message>
<source>The graphics card has too little free memory; the CPU continues (the device was auto)</source>
<translation>Die Grafikkarte hat zu wenig freien Speicher; die CPU macht weiter (das Gerät war auto)</translation>
</message>
<message>
<source>The model gave no number for {} of {} measured pixels</source>
<translation>Das Modell lieferte für {} von {} gemessenen Pixeln keine Zahl</translation>
</message>
<message>
<source>numbers for at least {} of them</source>
<translation>Zahlen für mindestens {} davon</translation>
</message>
<message>
<source>use another model or get its weights again; check the units of the input</source>
<translation>Benutzen Sie ein anderes Modell, oder beschaffen Sie seine Gewichte neu; prüfen Sie die Einheiten der Eingabe</translation>
</message>
<message>
<source>The smallest tile, {} pixels, takes about {} MB of memory, and {} MB are free</source>
<translation>Die kleinste Kachel, {} Pixel, braucht etwa {} MB Speicher, und {} MB sind frei</translation>
</message>
<message>
<source>memory for a tile</source>
<translation>Speicher für eine Kachel</translation>
</message>
<message>
<source>close other programs, raise the limit of memory, or choose a smaller model</source>
<translation>Schließen Sie andere Programme, erhöhen Sie die Speichergrenze, oder wählen Sie ein kleineres Modell</translation>
</message>
<message>
<source>No tile of {} pixels fits {} MB of free memory; tiles have {}</source>
<translation>Keine Kachel von {} Pixeln passt in {} MB freien Speicher; die Kacheln haben {}</translation>
</message>
<message>
<source>The memory of {} does not even hold a tile of {} pixels</source>
<translation>Der Speicher ({}) fasst nicht einmal eine Kachel von {} Pixeln</translation>
</message>
<message>
<source>a few hundred MB of free memory</source>
<translation>einige hundert MB freier Speicher</translation>
</message>
<message>
<source>close other programs, or choose the device cpu</source>
<translation>Schließen Sie andere Programme, oder wählen Sie das Gerät cpu</translation>
</message>
<message>
<source>close other programs</source>
<translation>Schließen Sie andere Programme</translation>
</message>
<message>
<source>the graphics card ran out of memory</source>
<translation>Der Speicher der Grafikkarte ging aus</translation>
</message>
<message>
<source>The {} ran out of memory at {} x {} pixels; continuing with smaller tiles</source>
<translation>Der Speicher ({}) ging bei {} x {} Pixeln aus; weiter mit kleineren Kacheln</translation>
</message>
<message>
<source>{} tiles are kept; run again with --resume (QGIS: RESUME) to continue</source>
<translation>{} Kacheln sind behalten; starten Sie erneut mit --resume (QGIS: RESUME), um fortzufahren</translation>
</message>
<message>
<source>An earlier run is not continued ({}); starting anew</source>
<translation>Ein früherer Lauf wird nicht fortgesetzt ({}); es wird neu begonnen</translation>
</message>
<message>
<source>Continuing from {} tiles that are done</source>
<translation>Es geht mit {} fertigen Kacheln weiter</translation>
</message>
<message>
<source>its journal '{}' is damaged</source>
<translation>sein Journal '{}' ist beschädigt</translation>
</message>
<message>
<source>Another run is writing beside '{}'</source>
<translation>Ein anderer Lauf schreibt neben '{}'</translation>
</message>
<message>
<source>one run at a time</source>
<translation>ein Lauf zur gleichen Zeit</translation>
</message>
<message>
<source>wait for it, or choose another name for the output</source>
<translation>Warten Sie auf ihn, oder wählen Sie einen anderen Namen für die Ausgabe</translation>
</message>
<message>
<source>The journal '{}' cannot be written ({})</source>
<translation>Das Journal '{}' kann nicht geschrieben werden ({})</translation>
</message>
<message>
<source>check the free space of the disk</source>
<translation>Prüfen Sie den freien Platz der Platte</translation>
</message>
<message>
<source>The scratch file '{}' was damaged during the run</source>
<translation>Die Zwischendatei '{}' wurde während des Laufs beschädigt</translation>
</message>
<message>
<source>run again</source>
<translation>Starten Sie erneut</translation>
</message>
<message>
<source>it had other inputs, settings, outputs, another model or another machine</source>
<translation>er hatte andere Eingaben, Einstellungen, Ausgaben, ein anderes Modell oder einen anderen Rechner</translation>
</message>
<message>
<source>its scratch file '{}' is damaged</source>
<translation>seine Zwischendatei '{}' ist beschädigt</translation>
</message>
<message>
<source>Tiles: {} x {} pixels, halo {}, {} at a time; scene {} x {}</source>
<translation>Kacheln: {} x {} Pixel, Rand {}, {} zur gleichen Zeit; Szene {} x {}</translation>
</message>
<message>
<source>Model: {}, strength {}{}</source>
<translation>Modell: {}, Stärke {}{}</translation>
</message>
<message>
<source>A second date and references are given, and despeckled dates are asked for</source>
<translation>Eine zweite Aufnahme und Referenzen sind angegeben, und gefilterte Aufnahmen sind verlangt</translation>
</message>
<message>
<source>one of the two</source>
<translation>eines von beiden</translation>
</message>
<message>
<source>give the second date as a reference</source>
<translation>Geben Sie die zweite Aufnahme als Referenz an</translation>
</message>
<message>
<source>Fast: arithmetic in bfloat16; despeckled values differ by 0.1 to 0.3 %</source>
<translation>Schnell: Rechnung in bfloat16; gefilterte Werte weichen um 0.1 bis 0.3 % ab</translation>
</message>
<message>
<source>Fast changes nothing: this processor has no bfloat16</source>
<translation>Schnell ändert nichts: Dieser Prozessor hat kein bfloat16</translation>
</message>
<message>
<source>Fast changes nothing: it needs PyTorch</source>
<translation>Schnell ändert nichts: Es braucht PyTorch</translation>
</message>
<message>
<source>, change of the kind '{}' from a probability of {}</source>
<translation>, Veränderung der Art '{}' ab einer Wahrscheinlichkeit von {}</translation>
</message>
<message>
<source>The model gave no number for {} measured pixels; despeckled images keep their input there, change has no data</source>
<translation>Das Modell lieferte für {} gemessene Pixel keine Zahl; gefilterte Bilder behalten dort ihre Eingabe, die Veränderung hat keine Daten</translation>
</message>
<message>
<source>{}: the total power of output / input is {} (1 is ideal). The level is not kept well; check the units, or try another model</source>
<translation>{}: Die gesamte Leistung von Ausgabe / Eingabe ist {} (1 ist ideal). Der Pegel bleibt nicht gut erhalten; prüfen Sie die Einheiten, oder versuchen Sie ein anderes Modell</translation>
</message>
<message>
<source>{}: the scene as a whole has moved by {} ({})</source>
<translation>{}: Die Szene als Ganzes hat sich um {} verschoben ({})</translation>
</message>
<message>
<source>{}: units {} ({})</source>
<translation>{}: Einheiten {} ({})</translation>
</message>
<message>
<source>Extent: {} x {} pixels from column {}, row {}</source>
<translation>Ausdehnung: {} x {} Pixel ab Spalte {}, Zeile {}</translation>
</message>
<message>
<source>No output is asked for</source>
<translation>Keine Ausgabe ist verlangt</translation>
</message>
<message>
<source>at least one</source>
<translation>mindestens eine</translation>
</message>
<message>
<source>name an output file</source>
<translation>Nennen Sie eine Ausgabedatei</translation>
</message>
<message>
<source>One date is given, but {} asked for</source>
<translation>Eine Aufnahme ist angegeben, aber {} verlangt</translation>
</message>
<message>
<source>two dates</source>
<translation>zwei Aufnahmen</translation>
</message>
<message>
<source>give the second date</source>
<translation>Geben Sie die zweite Aufnahme an</translation>
</message>
<message>
<source>{} asked for without later dates</source>
<translation>{} ohne spätere Aufnahmen verlangt</translation>
</message>
<message>
<source>later dates</source>
<translation>spätere Aufnahmen</translation>
</message>
<message>
<source>give later dates</source>
<translation>Geben Sie spätere Aufnahmen an</translation>
</message>
<message>
<source>Later dates are given, and no output that shows what they say</source>
<translation>Spätere Aufnahmen sind angegeben, und keine Ausgabe, die zeigt, was sie sagen</translation>
</message>
<message>
<source>first_change, confirmations or polygons</source>
<translation>first_change, confirmations oder polygons</translation>
</message>
<message>
<source>name one of these outputs, or leave the later dates out</source>
<translation>Nennen Sie eine dieser Ausgaben, oder lassen Sie die späteren Aufnahmen weg</translation>
</message>
<message>
<source>None of the later dates can be used, see the log</source>
<translation>Keine der späteren Aufnahmen kann benutzt werden, siehe Protokoll</translation>
</message>
<message>
<source>later dates of the same grid and orbit</source>
<translation>spätere Aufnahmen desselben Gitters und Orbits</translation>
</message>
<message>
<source>give others, or leave them out</source>
<translation>Geben Sie andere an, oder lassen Sie sie weg</translation>
</message>
<message>
<source>{} of the scene has moved like its median, {}</source>
<translation>{} der Szene hat sich wie ihr Median verschoben, {}</translation>
</message>
<message>
<source>{}: no common shift to take out ({})</source>
<translation>{}: keine gemeinsame Verschiebung, die abzuziehen wäre ({})</translation>
</message>
<message>
<source>rain, frost, snow, or a change over most of it. Small changes within it are less certain</source>
<translation>Regen, Frost, Schnee, oder eine Veränderung auf dem größten Teil. Kleine Veränderungen darin sind weniger sicher</translation>
</message>
<message>
<source>The scene has moved by {} dB: {}</source>
<translation>Die Szene hat sich um {} dB verschoben: {}</translation>
</message>
<message>
<source>{} alone is used, because one of the images holds no other polarisation</source>
<translation>{} allein wird benutzt, weil eines der Bilder keine andere Polarisation enthält</translation>
</message>
<message>
<source>No pixel in the extent {} was measured on both dates</source>
<translation>Kein Pixel in der Ausdehnung {} wurde bei beiden Aufnahmen gemessen</translation>
</message>
<message>
<source>No pixel in the extent {} was measured</source>
<translation>Kein Pixel in der Ausdehnung {} wurde gemessen</translation>
</message>
<message>
<source>an extent with measurements</source>
<translation>eine Ausdehnung mit Messungen</translation>
</message>
<message>
<source>choose another extent</source>
<translation>Wählen Sie eine andere Ausdehnung</translation>
</message>
<message>
<source>Date {}: {}</source>
<translation>Aufnahme {}: {}</translation>
</message>
<message>
<source>C12 is left out of input and output, because date {} has VV and VH only</source>
<translation>C12 entfällt in Ein- und Ausgabe, weil Aufnahme {} nur VV und VH hat</translation>
</message>
<message>
<source>reference: {} dates</source>
<translation>Referenz: {} Aufnahmen</translation>
</message>
<message>
<source>alone, no other date of its grid and orbit</source>
<translation>allein, keine andere Aufnahme ihres Gitters und Orbits</translation>
</message>
<message>
<source>{}: done before</source>
<translation>{}: schon fertig</translation>
</message>
<message>
<source>{} It is left out of the reference</source>
<translation>{} Sie wird in der Referenz weggelassen</translation>
</message>
<message>
<source>'{}' is not a folder</source>
<translation>'{}' ist kein Ordner</translation>
</message>
<message>
<source>a folder with one raster per date</source>
<translation>ein Ordner mit einem Raster je Aufnahme</translation>
</message>
<message>
<source>check the path</source>
<translation>Prüfen Sie den Pfad</translation>
</message>
<message>
<source>The folder '{}' holds no raster</source>
<translation>Der Ordner '{}' enthält kein Raster</translation>
</message>
<message>
<source>files named {}</source>
<translation>Dateien mit Namen {}</translation>
</message>
<message>
<source>choose the folder of the dates</source>
<translation>Wählen Sie den Ordner der Aufnahmen</translation>
</message>
<message>
<source>{} files hold no backscatter and are left out: {}{}</source>
<translation>{} Dateien enthalten keine Rückstreuung und werden weggelassen: {}{}</translation>
</message>
<message>
<source>Names and metadata do not state the orbit of every date; those are taken to be of one orbit. Keep ascending and descending images in folders of their own</source>
<translation>Namen und Metadaten nennen nicht den Orbit jeder Aufnahme; diese gelten als von einem Orbit. Halten Sie auf- und absteigende Bilder in eigenen Ordnern</translation>
</message>
<message>
<source>'{}' states no date in its name or metadata</source>
<translation>'{}' nennt kein Datum im Namen oder in den Metadaten</translation>
</message>
<message>
<source>name it with its date, for example 20240131</source>
<translation>Benennen Sie sie mit ihrem Datum, zum Beispiel 20240131</translation>
</message>
<message>
<source>'{}' is both the folder of the dates and of the results</source>
<translation>'{}' ist sowohl der Ordner der Aufnahmen als auch der der Ergebnisse</translation>
</message>
<message>
<source>a folder of its own for the results, which would be taken for dates next time</source>
<translation>ein eigener Ordner für die Ergebnisse, die sonst beim nächsten Mal für Aufnahmen gehalten würden</translation>
</message>
<message>
<source>choose another output folder</source>
<translation>Wählen Sie einen anderen Ausgabeordner</translation>
</message>
<message>
<source>'{}' and '{}' would have one output, '{}'; rename one of them</source>
<translation>'{}' und '{}' hätten eine Ausgabe, '{}'; benennen Sie eine davon um</translation>
</message>
<message>
<source>The output folder '{}' cannot be made ({})</source>
<translation>Der Ausgabeordner '{}' kann nicht angelegt werden ({})</translation>
</message>
<message>
<source>a folder you may write to</source>
<translation>ein Ordner, in den Sie schreiben dürfen</translation>
</message>
<message>
<source>choose another folder</source>
<translation>Wählen Sie einen anderen Ordner</translation>
</message>
<message>
<source>The bands are {}</source>
<translation>Die Kanäle sind {}</translation>
</message>
<message>
<source>two numbers (VV, VH), four (C11, Re C12, Im C12, C22), or one (a polarisation alone), counted from 1</source>
<translation>zwei Nummern (VV, VH), vier (C11, Re C12, Im C12, C22), oder eine (eine Polarisation allein), ab 1 gezählt</translation>
</message>
<message>
<source>correct the band numbers, or leave them out to have the bands recognised</source>
<translation>Berichtigen Sie die Kanalnummern, oder lassen Sie sie weg, damit die Kanäle erkannt werden</translation>
</message>
<message>
<source>A threshold and a share of false alarms are given</source>
<translation>Ein Schwellenwert und ein Anteil an Fehlalarmen sind angegeben</translation>
</message>
<message>
<source>leave one out</source>
<translation>Lassen Sie eines weg</translation>
</message>
<message>
<source>A minimum area in pixels and one in hectares are given</source>
<translation>Eine Mindestfläche in Pixeln und eine in Hektar sind angegeben</translation>
</message>
<message>
<source>The setting {} is '{}'</source>
<translation>Die Einstellung {} ist '{}'</translation>
</message>
<message>
<source>correct {}</source>
<translation>Berichtigen Sie {}</translation>
</message>
<message>
<source>The creation option is '{}'</source>
<translation>Die Erzeugungsoption ist '{}'</translation>
</message>
<message>
<source>KEY=VALUE, for example COMPRESS=ZSTD</source>
<translation>SCHLÜSSEL=WERT, zum Beispiel COMPRESS=ZSTD</translation>
</message>
<message>
<source>correct the option</source>
<translation>Berichtigen Sie die Option</translation>
</message>
<message>
<source>Tiles of {} with a halo of {} on a grid of {} for {} x {} pixels</source>
<translation>Kacheln von {} mit einem Rand von {} auf einem Gitter von {} für {} x {} Pixel</translation>
</message>
<message>
<source>positive sizes</source>
<translation>positive Größen</translation>
</message>
<message>
<source>correct the tile size</source>
<translation>Berichtigen Sie die Kachelgröße</translation>
</message>
<message>
<source>'{}' is a PyTorch checkpoint, not a model</source>
<translation>'{}' ist ein PyTorch-Checkpoint, kein Modell</translation>
</message>
<message>
<source>a name, a .safetensors file or its .json card</source>
<translation>ein Name, eine .safetensors-Datei oder ihre .json-Karte</translation>
</message>
<message>
<source>import it: python -m mtdn_core import-checkpoint {} {}{}</source>
<translation>Importieren Sie ihn: python -m mtdn_core import-checkpoint {} {}{}</translation>
</message>
<message>
<source>A model card has '{}' = {}</source>
<translation>Eine Modellkarte hat '{}' = {}</translation>
</message>
<message>
<source>The card of model '{}' asks for the architecture '{}'</source>
<translation>Die Karte des Modells '{}' verlangt die Architektur '{}'</translation>
</message>
<message>
<source>update this software, or use a model made for it</source>
<translation>Aktualisieren Sie diese Software, oder benutzen Sie ein Modell, das für sie gemacht ist</translation>
</message>
<message>
<source>'{}' is not a model card: it lacks {}</source>
<translation>'{}' ist keine Modellkarte: Es fehlt {}</translation>
</message>
<message>
<source>a JSON object with {}</source>
<translation>ein JSON-Objekt mit {}</translation>
</message>
<message>
<source>give the model's .safetensors or its .json card</source>
<translation>Geben Sie die .safetensors-Datei des Modells oder seine .json-Karte an</translation>
</message>
<message>
<source>The card '{}' has unknown entries: {}</source>
<translation>Die Karte '{}' hat unbekannte Einträge: {}</translation>
</message>
<message>
<source>only {}</source>
<translation>nur {}</translation>
</message>
<message>
<source>update this software, or correct the card</source>
<translation>Aktualisieren Sie diese Software, oder berichtigen Sie die Karte</translation>
</message>
<message>
<source>The model card '{}' has {} bytes</source>
<translation>Die Modellkarte '{}' hat {} Byte</translation>
</message>
<message>
<source>at most {}</source>
<translation>höchstens {}</translation>
</message>
<message>
<source>The model card '{}' cannot be read: {}</source>
<translation>Die Modellkarte '{}' kann nicht gelesen werden: {}</translation>
</message>
<message>
<source>There is no model named '{}'</source>
<translation>Es gibt kein Modell namens '{}'</translation>
</message>
<message>
<source>one of the shipped models ({}), or the path of a .safetensors file or of its .json card</source>
<translation>eines der mitgelieferten Modelle ({}), oder der Pfad einer .safetensors-Datei oder ihrer .json-Karte</translation>
</message>
<message>
<source>choose one of these</source>
<translation>Wählen Sie eines davon</translation>
</message>
<message>
<source>The {} of model '{}' are missing: there is no such file</source>
<translation>Es fehlen: {} des Modells '{}', die Datei gibt es nicht</translation>
</message>
<message>
<source>weights and card side by side, with one stem ({} and {})</source>
<translation>Gewichte und Karte nebeneinander, mit gleichem Stamm ({} und {})</translation>
</message>
<message>
<source>give the path of an existing .safetensors file with its .json card</source>
<translation>Geben Sie den Pfad einer vorhandenen .safetensors-Datei mit ihrer .json-Karte an</translation>
</message>
<message>
<source>'{}' is not a model card: {}</source>
<translation>'{}' ist keine Modellkarte: {}</translation>
</message>
<message>
<source>JSON</source>
<translation>JSON</translation>
</message>
<message>
<source>The model '{}' needs PyTorch, which is not installed</source>
<translation>Das Modell '{}' braucht PyTorch, das nicht installiert ist</translation>
</message>
<message>
<source>PyTorch, or the model mtdn-compact, which runs without it</source>
<translation>PyTorch, oder das Modell mtdn-compact, das ohne PyTorch läuft</translation>
</message>
<message>
<source>choose mtdn-compact, or install PyTorch: {}</source>
<translation>Wählen Sie mtdn-compact, oder installieren Sie PyTorch: {}</translation>
</message>
<message>
<source>'{}' has settings that '{}' does not take: {}</source>
<translation>'{}' hat Einstellungen, die '{}' nicht kennt: {}</translation>
</message>
<message>
<source>the settings with which the weights were trained</source>
<translation>die Einstellungen, mit denen die Gewichte trainiert wurden</translation>
</message>
<message>
<source>restore the card that came with the weights</source>
<translation>Stellen Sie die Karte wieder her, die mit den Gewichten kam</translation>
</message>
<message>
<source>'{}' asks for {}</source>
<translation>'{}' verlangt {}</translation>
</message>
<message>
<source>The device '{}' was asked for, but {} available to PyTorch {}</source>
<translation>Das Gerät '{}' wurde verlangt, aber {} für PyTorch {} verfügbar</translation>
</message>
<message>
<source>a working NVIDIA driver and a CUDA build of PyTorch, or the device cpu</source>
<translation>ein funktionierender NVIDIA-Treiber und ein PyTorch mit CUDA, oder das Gerät cpu</translation>
</message>
<message>
<source>use the device 'cpu', or install a CUDA build of PyTorch</source>
<translation>Benutzen Sie das Gerät 'cpu', oder installieren Sie ein PyTorch mit CUDA</translation>
</message>
<message>
<source>The weights '{}' do not fit the architecture '{}': entries {}</source>
<translation>Die Gewichte '{}' passen nicht zur Architektur '{}': Einträge {}</translation>
</message>
<message>
<source>weights and card of one model</source>
<translation>Gewichte und Karte eines Modells</translation>
</message>
<message>
<source>copy both files again from where they came</source>
<translation>Kopieren Sie beide Dateien noch einmal von ihrer Quelle</translation>
</message>
<message>
<source>'{}' is not a device</source>
<translation>'{}' ist kein Gerät</translation>
</message>
<message>
<source>cpu, cuda or cuda:N</source>
<translation>cpu, cuda oder cuda:N</translation>
</message>
<message>
<source>The boxcar window is {} pixels</source>
<translation>Das Mittelungsfenster hat {} Pixel</translation>
</message>
<message>
<source>an odd number of pixels</source>
<translation>eine ungerade Zahl von Pixeln</translation>
</message>
<message>
<source>use 1, 3, 5,</source>
<translation>Benutzen Sie 1, 3, 5,</translation>
</message>
<message>
<source>The card's input representation is {}</source>
<translation>Die Eingabedarstellung der Karte ist {}</translation>
</message>
<message>
<source>kind 'published' with clip (positive or null), boxcar (odd, at most {}) and stray_degree_factor (true or false)</source>
<translation>kind 'published' mit clip (positiv oder null), boxcar (ungerade, höchstens {}) und stray_degree_factor (true oder false)</translation>
</message>
<message>
<source>a GeoTIFF, a folder, or both</source>
<translation>ein GeoTIFF, ein Ordner, oder beides</translation>
</message>
<message>
<source>name one</source>
<translation>Nennen Sie eines</translation>
</message>
<message>
<source>The elements of '{}' declare different nodata values: {}</source>
<translation>Die Elemente von '{}' geben verschiedene NoData-Werte an: {}</translation>
</message>
<message>
<source>one nodata value for the matrix</source>
<translation>ein NoData-Wert für die Matrix</translation>
</message>
<message>
<source>give all four the same</source>
<translation>Geben Sie allen vieren denselben</translation>
</message>
<message>
<source>The folder '{}' cannot be made: it holds files, or there is no folder to make it in</source>
<translation>Der Ordner '{}' kann nicht angelegt werden: Er enthält Dateien, oder es gibt keinen Ordner, in dem er angelegt werden kann</translation>
</message>
<message>
<source>a folder that does not exist or is empty</source>
<translation>ein Ordner, den es nicht gibt oder der leer ist</translation>
</message>
<message>
<source>'{}' cannot be made{}</source>
<translation>'{}' kann nicht erzeugt werden{}</translation>
</message>
<message>
<source>'{}' holds {}</source>
<translation>'{}' enthält {}</translation>
</message>
<message>
<source>the four elements of C2 (C11, Re C12, Im C12, C22)</source>
<translation>die vier Elemente von C2 (C11, Re C12, Im C12, C22)</translation>
</message>
<message>
<source>choose a covariance matrix; intensities alone have no C12</source>
<translation>Wählen Sie eine Kovarianzmatrix; Intensitäten allein haben kein C12</translation>
</message>
<message>
<source>'{}' holds {} numbers that 32 bits do not hold</source>
<translation>'{}' enthält {} Zahlen, die 32 Bit nicht fassen</translation>
</message>
<message>
<source>32-bit floating point</source>
<translation>32-Bit-Gleitkommazahlen</translation>
</message>
<message>
<source>convert it first, which rounds it (gdal_translate -ot Float32)</source>
<translation>Wandeln Sie es zuerst um, was rundet (gdal_translate -ot Float32)</translation>
</message>
<message>
<source>The folder cannot be written{}</source>
<translation>Der Ordner kann nicht geschrieben werden{}</translation>
</message>
<message>
<source>The folder '{}' cannot be written ({})</source>
<translation>Der Ordner '{}' kann nicht geschrieben werden ({})</translation>
</message>
<message>
<source>a folder with free space you may write to</source>
<translation>ein Ordner mit freiem Platz, in den Sie schreiben dürfen</translation>
</message>
<message>
<source>The headers of '{}' do not hold the whole georeference: {}</source>
<translation>Die Kopfdateien von '{}' fassen nicht die ganze Georeferenz: {}</translation>
</message>
<message>
<source>Bands: {}</source>
<translation>Kanäle: {}</translation>
</message>
<message>
<source>The window is {} pixels</source>
<translation>Das Fenster hat {} Pixel</translation>
</message>
<message>
<source>an odd number</source>
<translation>eine ungerade Zahl</translation>
</message>
<message>
<source>take one more or one less</source>
<translation>Nehmen Sie eins mehr oder weniger</translation>
</message>
<message>
<source>'{}' holds {} alone, which has no polarimetric features</source>
<translation>'{}' enthält {} allein, das keine polarimetrischen Merkmale hat</translation>
</message>
<message>
<source>VV and VH, or C2</source>
<translation>VV und VH, oder C2</translation>
</message>
<message>
<source>give the other polarisation, or further dates for temporal features</source>
<translation>Geben Sie die andere Polarisation an, oder weitere Aufnahmen für zeitliche Merkmale</translation>
</message>
<message>
<source>'{}' holds {}, '{}' {}</source>
<translation>'{}' enthält {}, '{}' {}</translation>
</message>
<message>
<source>the same polarisations on all dates</source>
<translation>dieselben Polarisationen bei allen Aufnahmen</translation>
</message>
<message>
<source>leave it out, or give its other polarisation</source>
<translation>Lassen Sie es weg, oder geben Sie seine andere Polarisation an</translation>
</message>
<message>
<source>'{}' is given twice</source>
<translation>'{}' ist zweimal angegeben</translation>
</message>
<message>
<source>each date once</source>
<translation>jede Aufnahme einmal</translation>
</message>
<message>
<source>leave one of them out</source>
<translation>Lassen Sie eine davon weg</translation>
</message>
<message>
<source>The pixels of '{}' are of another size: one of the first date covers {} x {} of them. Speckle and detail differ from date to date, and that shows as change</source>
<translation>Die Pixel von '{}' haben eine andere Größe: Eines der ersten Aufnahme bedeckt {} x {} davon. Speckle und Einzelheiten unterscheiden sich von Aufnahme zu Aufnahme, und das zeigt sich als Veränderung</translation>
</message>
<message>
<source>'{}' cannot be brought onto the grid of the first date: {}</source>
<translation>'{}' kann nicht auf das Gitter der ersten Aufnahme gebracht werden: {}</translation>
</message>
<message>
<source>a geotransform and a CRS of both dates</source>
<translation>eine Geotransformation und ein KBS beider Aufnahmen</translation>
</message>
<message>
<source>georeference both dates (terrain correction)</source>
<translation>Georeferenzieren Sie beide Aufnahmen (Geländekorrektur)</translation>
</message>
<message>
<source>'{}' does not overlap the first date</source>
<translation>'{}' überdeckt die erste Aufnahme nicht</translation>
</message>
<message>
<source>two images of one place</source>
<translation>zwei Bilder eines Ortes</translation>
</message>
<message>
<source>choose images that overlap</source>
<translation>Wählen Sie Bilder, die sich überdecken</translation>
</message>
<message>
<source>A pixel of the first date covers {} x {} pixels of '{}'</source>
<translation>Ein Pixel der ersten Aufnahme bedeckt {} x {} Pixel von '{}'</translation>
</message>
<message>
<source>pixel sizes that differ by a factor of at most {}</source>
<translation>Pixelgrößen, die sich höchstens um den Faktor {} unterscheiden</translation>
</message>
<message>
<source>use products of one pixel size</source>
<translation>Benutzen Sie Produkte mit einer Pixelgröße</translation>
</message>
<message>
<source>A date cannot be brought onto the grid of the first{}</source>
<translation>Eine Aufnahme kann nicht auf das Gitter der ersten gebracht werden{}</translation>
</message>
<message>
<source>align it by gdalwarp first</source>
<translation>Richten Sie sie zuerst mit gdalwarp aus</translation>
</message>
<message>
<source>gdalwarp {}-te {} -tr {} {} -r bilinear '{}' '{}_aligned.tif'</source>
<translation>gdalwarp {}-te {} -tr {} {} -r bilinear '{}' '{}_aligned.tif'</translation>
</message>
<message>
<source>'{}' holds no measured pixel: all {} x {} are nodata, masked, not a number or 0</source>
<translation>'{}' enthält kein gemessenes Pixel: Alle {} x {} sind NoData, maskiert, keine Zahl oder 0</translation>
</message>
<message>
<source>backscatter in at least one pixel</source>
<translation>Rückstreuung in mindestens einem Pixel</translation>
</message>
<message>
<source>check the file and its nodata value ({})</source>
<translation>Prüfen Sie die Datei und ihren NoData-Wert ({})</translation>
</message>
<message>
<source>check the file in QGIS</source>
<translation>Prüfen Sie die Datei in QGIS</translation>
</message>
<message>
<source>{} = band {} of '{}' ({})</source>
<translation>{} = Kanal {} von '{}' ({})</translation>
</message>
<message>
<source>'{}' holds no measured pixel: sampled values lie between {} and {}, which no radar measures</source>
<translation>'{}' enthält kein gemessenes Pixel: Die untersuchten Werte liegen zwischen {} und {}, was kein Radar misst</translation>
</message>
<message>
<source>backscatter in linear power, amplitude or dB</source>
<translation>Rückstreuung als lineare Leistung, Amplitude oder dB</translation>
</message>
<message>
<source>check the file, and the units if they were stated</source>
<translation>Prüfen Sie die Datei, und die Einheiten, wenn sie angegeben wurden</translation>
</message>
<message>
<source>VV and VH, or the four bands of C2 (C11, Re C12, Im C12, C22)</source>
<translation>VV und VH, oder die vier Kanäle von C2 (C11, Re C12, Im C12, C22)</translation>
</message>
<message>
<source>state the band numbers (QGIS: Bands; --bands, --before-bands, --after-bands): VV,VH or C11,Re C12,Im C12,C22 (of several files one number each), or the one number of a band that its description or the file's name calls VV, VH, HH or HV</source>
<translation>Geben Sie die Kanalnummern an (QGIS: Kanäle; --bands, --before-bands, --after-bands): VV,VH oder C11,Re C12,Im C12,C22 (bei mehreren Dateien je eine Nummer), oder die eine Nummer eines Kanals, den seine Beschreibung oder der Name der Datei VV, VH, HH oder HV nennt</translation>
</message>
<message>
<source>HH and HV are taken in place of VV and VH, which the models learned from; how much worse the result is was not measured for want of such images: compare it with the original (assess)</source>
<translation>HH und HV werden anstelle von VV und VH genommen, mit denen die Modelle gelernt haben; um wie viel schlechter das Ergebnis ist, wurde mangels solcher Bilder nicht gemessen: Vergleichen Sie es mit dem Original (assess)</translation>
</message>
<message>
<source>{} was not found beside {} of '{}' (looked for: {})</source>
<translation>{} wurde neben {} von '{}' nicht gefunden (gesucht: {})</translation>
</message>
<message>
<source>{}. {} alone is used; if there is {}, give it (in QGIS VH file; --vh)</source>
<translation>{}. {} allein wird benutzt; wenn es {} gibt, geben Sie es an (in QGIS VH-Datei; --vh)</translation>
</message>
<message>
<source>The names of the bands of '{}' tell nothing, their values were taken: {}; state the numbers to be sure</source>
<translation>Die Namen der Kanäle von '{}' sagen nichts, ihre Werte wurden genommen: {}; geben Sie die Nummern an, um sicher zu sein</translation>
</message>
<message>
<source>{} has {} band(s), and neither descriptions nor file name tell what they are</source>
<translation>{} hat {} Kanäle, und weder Beschreibungen noch Dateiname sagen, was sie sind</translation>
</message>
<message>
<source>give the file of the other polarisation, too (INPUT_VH, --vh); to use one alone, rename the file for its polarisation, for example to NAME_VV.tif</source>
<translation>Geben Sie auch die Datei der anderen Polarisation an (INPUT_VH, --vh); um eine allein zu benutzen, benennen Sie die Datei nach ihrer Polarisation, zum Beispiel NAME_VV.tif</translation>
</message>
<message>
<source>The bands {} name one band twice</source>
<translation>Die Kanäle {} nennen einen Kanal zweimal</translation>
</message>
<message>
<source>correct the numbers</source>
<translation>Berichtigen Sie die Nummern</translation>
</message>
<message>
<source>Band {} of '{}' alone is stated, and it is {}</source>
<translation>Kanal {} von '{}' allein ist angegeben, und er ist {}</translation>
</message>
<message>
<source>Band {} of '{}' alone is stated, and nothing tells what it is</source>
<translation>Kanal {} von '{}' allein ist angegeben, und nichts sagt, was er ist</translation>
</message>
<message>
<source>VV, VH, HH or HV in the description of the band or in the name of the file</source>
<translation>VV, VH, HH oder HV in der Beschreibung des Kanals oder im Namen der Datei</translation>
</message>
<message>
<source>rename the file, for example to NAME_VV.tif, or state two or four bands</source>
<translation>Benennen Sie die Datei um, zum Beispiel in NAME_VV.tif, oder geben Sie zwei oder vier Kanäle an</translation>
</message>
<message>
<source>a name that states {}</source>
<translation>ein Name, der {} nennt</translation>
</message>
<message>
<source>; '{}' lies there and may be it</source>
<translation>; '{}' liegt dort und könnte es sein</translation>
</message>
<message>
<source>'{}' holds VV and VH, and a VH file is given, too</source>
<translation>'{}' enthält VV und VH, und eine VH-Datei ist auch angegeben</translation>
</message>
<message>
<source>VH once</source>
<translation>VH einmal</translation>
</message>
<message>
<source>leave out the VH file, or give a first file that holds VV only</source>
<translation>Lassen Sie die VH-Datei weg, oder geben Sie eine erste Datei an, die nur VV enthält</translation>
</message>
<message>
<source>band {} is {} dB darker, as VH is</source>
<translation>Kanal {} ist {} dB dunkler, wie es VH ist</translation>
</message>
<message>
<source>{} holds {}</source>
<translation>{} enthält {}</translation>
</message>
<message>
<source>give the file of the other polarisation, too; to use other combinations, state the band numbers as VV,VH</source>
<translation>Geben Sie auch die Datei der anderen Polarisation an; um andere Zusammenstellungen zu benutzen, nennen Sie die Kanalnummern als VV,VH</translation>
</message>
<message>
<source>{} holds a full-polarisation matrix (C3 or T3)</source>
<translation>{} enthält eine vollpolarimetrische Matrix (C3 oder T3)</translation>
</message>
<message>
<source>convert it to C2 of VV and VH</source>
<translation>Wandeln Sie sie in C2 aus VV und VH um</translation>
</message>
<message>
<source>{} holds {} but no {}</source>
<translation>{} enthält {}, aber kein {}</translation>
</message>
<message>
<source>give the file of the other polarisation (INPUT_VH, --vh), or name it alike ({}..._VV.tif, ..._VH.tif) beside it</source>
<translation>Geben Sie die Datei der anderen Polarisation an (INPUT_VH, --vh), oder legen Sie sie unter gleichartigem Namen ({}..._VV.tif, ..._VH.tif) daneben</translation>
</message>
<message>
<source>one date per file</source>
<translation>eine Aufnahme je Datei</translation>
</message>
<message>
<source>give one of these files and the VH file of its date</source>
<translation>Geben Sie eine dieser Dateien und die VH-Datei ihrer Aufnahme an</translation>
</message>
<message>
<source>{} band numbers are stated for {} files</source>
<translation>{} Kanalnummern sind für {} Dateien angegeben</translation>
</message>
<message>
<source>one number per file, or all in one file</source>
<translation>eine Nummer je Datei, oder alle in einer Datei</translation>
</message>
<message>
<source>state as many numbers as there are files, or leave them out</source>
<translation>Geben Sie so viele Nummern an, wie es Dateien gibt, oder lassen Sie sie weg</translation>
</message>
<message>
<source>Band {} is stated, but '{}' has {} band(s)</source>
<translation>Kanal {} ist angegeben, aber '{}' hat {} Kanäle</translation>
</message>
<message>
<source>The VV and VH files were exchanged: '{}' is VV by its name</source>
<translation>VV- und VH-Datei wurden vertauscht: '{}' ist nach seinem Namen VV</translation>
</message>
<message>
<source>Both files are {} by their names: '{}', '{}'</source>
<translation>Beide Dateien sind nach ihren Namen {}: '{}', '{}'</translation>
</message>
<message>
<source>the VV file and the VH file of one date</source>
<translation>die VV-Datei und die VH-Datei einer Aufnahme</translation>
</message>
<message>
<source>give the other polarisation as the second file</source>
<translation>Geben Sie die andere Polarisation als zweite Datei an</translation>
</message>
<message>
<source>The two bands of '{}' have no telling names and the same brightness</source>
<translation>Die zwei Kanäle von '{}' haben keine aussagekräftigen Namen und dieselbe Helligkeit</translation>
</message>
<message>
<source>No band of '{}' is named {}, it has {}</source>
<translation>Kein Kanal von '{}' heißt {}, es gibt {}</translation>
</message>
<message>
<source>they cannot tell Re C12 from Im C12</source>
<translation>sie können Re C12 nicht von Im C12 unterscheiden</translation>
</message>
<message>
<source>have the other dates brought onto the grid of the first (in QGIS Align other dates, on the command line --align bilinear)</source>
<translation>Lassen Sie die anderen Aufnahmen auf das Gitter der ersten bringen (in QGIS Andere Aufnahmen ausrichten, auf der Befehlszeile --align bilinear)</translation>
</message>
<message>
<source>'{}' and '{}' lie on different grids: {}</source>
<translation>'{}' und '{}' liegen auf verschiedenen Gittern: {}</translation>
</message>
<message>
<source>the same CRS, origin, pixel size and size for all dates</source>
<translation>gleiches KBS, gleicher Ursprung, gleiche Pixelgröße und gleiche Größe bei allen Aufnahmen</translation>
</message>
<message>
<source>: slopes and buildings look different from there, and that shows as change</source>
<translation>: Hänge und Gebäude sehen von dort anders aus, und das zeigt sich als Veränderung</translation>
</message>
<message>
<source>, or do it with 'Warp (reproject)', {}</source>
<translation>, oder tun Sie es mit 'Transformieren (Reprojizieren)', {}</translation>
</message>
<message>
<source>dates with a polarisation in common</source>
<translation>Aufnahmen mit einer gemeinsamen Polarisation</translation>
</message>
<message>
<source>give the same polarisation of both dates</source>
<translation>Geben Sie dieselbe Polarisation beider Aufnahmen an</translation>
</message>
<message>
<source>No pixel was measured on both dates: '{}' and '{}' do not overlap</source>
<translation>Kein Pixel wurde bei beiden Aufnahmen gemessen: '{}' und '{}' überdecken sich nicht</translation>
</message>
<message>
<source>two different dates</source>
<translation>zwei verschiedene Aufnahmen</translation>
</message>
<message>
<source>choose another date</source>
<translation>Wählen Sie eine andere Aufnahme</translation>
</message>
<message>
<source>The scenes' levels differ by {}: '{}' ({}) and '{}' ({}) are on different scales</source>
<translation>Die Pegel der Szenen unterscheiden sich um {}: '{}' ({}) und '{}' ({}) haben verschiedene Skalen</translation>
</message>
<message>
<source>two dates of one calibration (both sigma0, or both gamma0)</source>
<translation>zwei Aufnahmen mit einer Kalibrierung (beide sigma0, oder beide gamma0)</translation>
</message>
<message>
<source>calibrate both dates alike, or state the units of the dates one by one by converting one of them</source>
<translation>Kalibrieren Sie beide Aufnahmen gleich, oder wandeln Sie eine von ihnen um, damit ihre Einheiten einzeln bekannt sind</translation>
</message>
<message>
<source>'{}' is already despeckled; filtering it again takes detail away. Give the original image</source>
<translation>'{}' ist schon gefiltert; noch einmal filtern nimmt Einzelheiten weg. Geben Sie das Originalbild an</translation>
</message>
<message>
<source>'{}' and '{}' are the same file and bands</source>
<translation>'{}' und '{}' sind dieselbe Datei und dieselben Kanäle</translation>
</message>
<message>
<source>choose another date; of a file that holds several dates, state the band numbers of each</source>
<translation>Wählen Sie eine andere Aufnahme; bei einer Datei mit mehreren Aufnahmen nennen Sie die Kanalnummern jeder Aufnahme</translation>
</message>
<message>
<source>give the file without one the georeference of the other (gdal_edit.py -a_srs -a_ullr), or correct both</source>
<translation>Geben Sie der Datei ohne Georeferenz die der anderen (gdal_edit.py -a_srs -a_ullr), oder berichtigen Sie beide</translation>
</message>
<message>
<source>'{}' lies {} of '{}' by its content: edges will show as change, and are blurred where the dates help each other. Register the dates to each other (SNAP: coregistration), or check their georeference</source>
<translation>'{}' liegt {} von '{}' nach seinem Inhalt: Kanten zeigen sich als Veränderung und werden unscharf, wo die Aufnahmen einander helfen. Registrieren Sie die Aufnahmen aufeinander (SNAP: coregistration), oder prüfen Sie ihre Georeferenz</translation>
</message>
<message>
<source>The scenes' levels differ by {}; check that both dates are calibrated alike</source>
<translation>Die Pegel der Szenen unterscheiden sich um {}; prüfen Sie, ob beide Aufnahmen gleich kalibriert sind</translation>
</message>
<message>
<source>The earlier image '{}' ({}) is later than '{}' ({}); check the order</source>
<translation>Das frühere Bild '{}' ({}) ist später als '{}' ({}); prüfen Sie die Reihenfolge</translation>
</message>
<message>
<source>The dates are of different orbits ({}; {}){}</source>
<translation>Die Aufnahmen sind von verschiedenen Orbits ({}; {}){}</translation>
</message>
<message>
<source>The earlier image '{}' is later than '{}' by their names; check the order</source>
<translation>Das frühere Bild '{}' ist nach den Namen später als '{}'; prüfen Sie die Reihenfolge</translation>
</message>
<message>
<source>'{}' and '{}' were taken about twelve hours apart by the time of day, so from opposite directions{}</source>
<translation>'{}' und '{}' wurden zu um etwa zwölf Stunden verschiedenen Tageszeiten aufgenommen, also aus entgegengesetzten Richtungen{}</translation>
</message>
<message>
<source>xmin,ymin,xmax,ymax, in the raster's CRS or followed by one, for example 13.1,52.3,13.7,52.7 EPSG:4326</source>
<translation>xmin,ymin,xmax,ymax, im KBS des Rasters oder gefolgt von einem, zum Beispiel 13.1,52.3,13.7,52.7 EPSG:4326</translation>
</message>
<message>
<source>The CRS of the extent is '{}'</source>
<translation>Das KBS der Ausdehnung ist '{}'</translation>
</message>
<message>
<source>a CRS such as EPSG:4326</source>
<translation>ein KBS wie EPSG:4326</translation>
</message>
<message>
<source>The extent is '{}'</source>
<translation>Die Ausdehnung ist '{}'</translation>
</message>
<message>
<source>correct the extent</source>
<translation>Berichtigen Sie die Ausdehnung</translation>
</message>
<message>
<source>An extent is given, but '{}' has no CRS</source>
<translation>Eine Ausdehnung ist angegeben, aber '{}' hat kein KBS</translation>
</message>
<message>
<source>An extent is given, but '{}' has no geotransform</source>
<translation>Eine Ausdehnung ist angegeben, aber '{}' hat keine Geotransformation</translation>
</message>
<message>
<source>a georeferenced raster</source>
<translation>ein georeferenziertes Raster</translation>
</message>
<message>
<source>leave out the extent, or georeference the raster</source>
<translation>Lassen Sie die Ausdehnung weg, oder georeferenzieren Sie das Raster</translation>
</message>
<message>
<source>The extent {} cannot be transformed to {}</source>
<translation>Die Ausdehnung {} kann nicht nach {} umgerechnet werden</translation>
</message>
<message>
<source>The extent {} lies outside '{}', which covers {},{},{},{} {}</source>
<translation>Die Ausdehnung {} liegt außerhalb von '{}', das {},{},{},{} {} bedeckt</translation>
</message>
<message>
<source>an extent that meets the raster</source>
<translation>eine Ausdehnung, die das Raster trifft</translation>
</message>
<message>
<source>correct the extent, or its CRS</source>
<translation>Berichtigen Sie die Ausdehnung, oder ihr KBS</translation>
</message>
<message>
<source>{}: {} of {} sampled values are no backscatter ({}{}) and are taken for nodata</source>
<translation>{}: {} von {} untersuchten Werten sind keine Rückstreuung ({}{}) und gelten als NoData</translation>
</message>
<message>
<source> (GDAL gives no reason)</source>
<translation> (GDAL nennt keinen Grund)</translation>
</message>
<message>
<source>'{}' band {} cannot be read at column {}, row {}, {} x {} pixels{}</source>
<translation>'{}' Kanal {} kann bei Spalte {}, Zeile {}, {} x {} Pixel nicht gelesen werden{}</translation>
</message>
<message>
<source>a complete file</source>
<translation>eine vollständige Datei</translation>
</message>
<message>
<source>download or export the file again; it is probably truncated or damaged</source>
<translation>Laden oder exportieren Sie die Datei noch einmal; sie ist wahrscheinlich abgeschnitten oder beschädigt</translation>
</message>
<message>
<source>The Python bindings of GDAL cannot be imported ({})</source>
<translation>Die Python-Anbindung von GDAL kann nicht importiert werden ({})</translation>
</message>
<message>
<source>the module osgeo.gdal</source>
<translation>das Modul osgeo.gdal</translation>
</message>
<message>
<source>install them ('apt-get install python3-gdal' on Debian and Ubuntu, 'conda install gdal' elsewhere) or use the Python of QGIS, which holds them</source>
<translation>Installieren Sie sie ('apt-get install python3-gdal' auf Debian und Ubuntu, sonst 'conda install gdal'), oder benutzen Sie das Python von QGIS, das sie enthält</translation>
</message>
<message>
<source>The output cannot be written{}</source>
<translation>Die Ausgabe kann nicht geschrieben werden{}</translation>
</message>
<message>
<source>check the free space and the rights of its folder</source>
<translation>Prüfen Sie den freien Platz und die Rechte des Ordners</translation>
</message>
<message>
<source>size {} x {} against {} x {} pixels</source>
<translation>Größe {} x {} gegen {} x {} Pixel</translation>
</message>
<message>
<source>origin ({}, {}) against ({}, {})</source>
<translation>Ursprung ({}, {}) gegen ({}, {})</translation>
</message>
<message>
<source>by ground control points</source>
<translation>durch Passpunkte</translation>
</message>
<message>
<source>other rational polynomials (RPC)</source>
<translation>andere rationale Polynome (RPC)</translation>
</message>
<message>
<source>other ground control points</source>
<translation>andere Passpunkte</translation>
</message>
<message>
<source>if these are raw data, put their ENVI header '{}' beside the file</source>
<translation>wenn dies Rohdaten sind, legen Sie ihre ENVI-Kopfdatei '{}' neben die Datei</translation>
</message>
<message>
<source>The name of the input has {} characters or a zero byte</source>
<translation>Der Name der Eingabe hat {} Zeichen oder ein Null-Byte</translation>
</message>
<message>
<source>a path</source>
<translation>ein Pfad</translation>
</message>
<message>
<source>'{}' is an address in memory</source>
<translation>'{}' ist eine Adresse im Arbeitsspeicher</translation>
</message>
<message>
<source>a raster file</source>
<translation>eine Rasterdatei</translation>
</message>
<message>
<source>save it to a file first</source>
<translation>Speichern Sie es zuerst in eine Datei</translation>
</message>
<message>
<source>The name '{}' holds bytes that are no UTF-8</source>
<translation>Der Name '{}' enthält Bytes, die kein UTF-8 sind</translation>
</message>
<message>
<source>a name that GDAL can open</source>
<translation>ein Name, den GDAL öffnen kann</translation>
</message>
<message>
<source>rename the file</source>
<translation>Benennen Sie die Datei um</translation>
</message>
<message>
<source>'{}' is neither a file nor a folder</source>
<translation>'{}' ist weder eine Datei noch ein Ordner</translation>
</message>
<message>
<source>save the data to a file first</source>
<translation>Speichern Sie die Daten zuerst in eine Datei</translation>
</message>
<message>
<source>'{}' cannot be opened as a raster{}</source>
<translation>'{}' kann nicht als Raster geöffnet werden{}</translation>
</message>
<message>
<source>a raster that GDAL reads, for example a GeoTIFF</source>
<translation>ein Raster, das GDAL liest, zum Beispiel ein GeoTIFF</translation>
</message>
<message>
<source>check the path, and that the file is complete (download or export it again)</source>
<translation>Prüfen Sie den Pfad, und ob die Datei vollständig ist (laden oder exportieren Sie sie noch einmal)</translation>
</message>
<message>
<source>The description of '{}' is damaged{}</source>
<translation>Die Beschreibung von '{}' ist beschädigt{}</translation>
</message>
<message>
<source>a sound file</source>
<translation>eine unversehrte Datei</translation>
</message>
<message>
<source>download or export it again</source>
<translation>Laden oder exportieren Sie sie noch einmal</translation>
</message>
<message>
<source>'{}' holds no raster of its own but {} sub-datasets</source>
<translation>'{}' enthält kein eigenes Raster, sondern {} Unterdatensätze</translation>
</message>
<message>
<source>'{}' holds no raster of its own</source>
<translation>'{}' enthält kein eigenes Raster</translation>
</message>
<message>
<source>one raster</source>
<translation>ein Raster</translation>
</message>
<message>
<source>choose a sub-dataset, for example {}</source>
<translation>Wählen Sie einen Unterdatensatz, zum Beispiel {}</translation>
</message>
<message>
<source>choose another file</source>
<translation>Wählen Sie eine andere Datei</translation>
</message>
<message>
<source>'{}' claims {} x {} pixels and {} bands: about {} hours of one processor core, and {} GB of despeckled VV and VH</source>
<translation>'{}' gibt {} x {} Pixel und {} Kanäle an: etwa {} Stunden eines Prozessorkerns, und {} GB gefiltertes VV und VH</translation>
</message>
<message>
<source>at most {} pixels and {} bands</source>
<translation>höchstens {} Pixel und {} Kanäle</translation>
</message>
<message>
<source>check the file; cut a mosaic of this size into parts (gdal_translate -projwin)</source>
<translation>Prüfen Sie die Datei; zerlegen Sie ein Mosaik dieser Größe (gdal_translate -projwin)</translation>
</message>
<message>
<source>The server of '{}' does not give the file ({})</source>
<translation>Der Server von '{}' gibt die Datei nicht her ({})</translation>
</message>
<message>
<source>the file, and in time</source>
<translation>die Datei, und rechtzeitig</translation>
</message>
<message>
<source>check address, signature and network; GDAL_HTTP_TIMEOUT and GDAL_HTTP_LOW_SPEED_TIME, in seconds, say how long to wait</source>
<translation>Prüfen Sie Adresse, Signatur und Netz; GDAL_HTTP_TIMEOUT und GDAL_HTTP_LOW_SPEED_TIME, in Sekunden, sagen, wie lange gewartet wird</translation>
</message>
<message>
<source>The name of the output '{}...' has {} characters or a zero byte</source>
<translation>Der Name der Ausgabe '{}...' hat {} Zeichen oder ein Null-Byte</translation>
</message>
<message>
<source>a name in UTF-8 of at most {} bytes</source>
<translation>ein Name in UTF-8 von höchstens {} Byte</translation>
</message>
<message>
<source>The output '{}' is a folder</source>
<translation>Die Ausgabe '{}' ist ein Ordner</translation>
</message>
<message>
<source>a file</source>
<translation>eine Datei</translation>
</message>
<message>
<source>add the name of a file</source>
<translation>Ergänzen Sie den Namen einer Datei</translation>
</message>
<message>
<source>The output '{}' has the extension '{}'</source>
<translation>Die Ausgabe '{}' hat die Endung '{}'</translation>
</message>
<message>
<source>a vector file: {}</source>
<translation>eine Vektordatei: {}</translation>
</message>
<message>
<source>a GeoTIFF: .tif or .tiff (others lose the values)</source>
<translation>ein GeoTIFF: .tif oder .tiff (andere verlieren die Werte)</translation>
</message>
<message>
<source>name it '{}'; convert it afterwards if you need another format</source>
<translation>Nennen Sie sie '{}'; wandeln Sie sie danach um, wenn Sie ein anderes Format brauchen</translation>
</message>
<message>
<source>The folder '{}' of the output '{}' does not exist</source>
<translation>Den Ordner '{}' der Ausgabe '{}' gibt es nicht</translation>
</message>
<message>
<source>an existing folder</source>
<translation>ein vorhandener Ordner</translation>
</message>
<message>
<source>create it, or choose another one</source>
<translation>Legen Sie ihn an, oder wählen Sie einen anderen</translation>
</message>
<message>
<source>The output '{}' may not be written</source>
<translation>Die Ausgabe '{}' darf nicht geschrieben werden</translation>
</message>
<message>
<source>a folder and file you may write to</source>
<translation>ein Ordner und eine Datei, in die Sie schreiben dürfen</translation>
</message>
<message>
<source>choose another folder, or change the rights</source>
<translation>Wählen Sie einen anderen Ordner, oder ändern Sie die Rechte</translation>
</message>
<message>
<source>The output '{}' is named twice</source>
<translation>Die Ausgabe '{}' ist zweimal genannt</translation>
</message>
<message>
<source>one file per output</source>
<translation>eine Datei je Ausgabe</translation>
</message>
<message>
<source>choose different names</source>
<translation>Wählen Sie verschiedene Namen</translation>
</message>
<message>
<source>The outputs are complete, but not their side files: {}</source>
<translation>Die Ausgaben sind vollständig, nicht aber ihre Begleitdateien: {}</translation>
</message>
<message>
<source>files nothing else holds open</source>
<translation>Dateien, die nichts anderes geöffnet hält</translation>
</message>
<message>
<source>close what uses them, or leave out the creation option</source>
<translation>Schließen Sie, was sie benutzt, oder lassen Sie die Erzeugungsoption weg</translation>
</message>
<message>
<source>The output '{}' is also an input</source>
<translation>Die Ausgabe '{}' ist auch eine Eingabe</translation>
</message>
<message>
<source>an output of its own, inputs are never changed</source>
<translation>eine eigene Ausgabe, Eingaben werden nie verändert</translation>
</message>
<message>
<source>choose another name for the output</source>
<translation>Wählen Sie einen anderen Namen für die Ausgabe</translation>
</message>
<message>
<source>The input '{}' has the name of a side file of the output '{}', which would replace it</source>
<translation>Die Eingabe '{}' heißt wie eine Begleitdatei der Ausgabe '{}', die sie ersetzen würde</translation>
</message>
<message>
<source>The output '{}' cannot be replaced ({})</source>
<translation>Die Ausgabe '{}' kann nicht ersetzt werden ({})</translation>
</message>
<message>
<source>a file nothing else holds open</source>
<translation>eine Datei, die nichts anderes geöffnet hält</translation>
</message>
<message>
<source>remove the layer from QGIS if it shows an older version, or choose another name</source>
<translation>Entfernen Sie den Layer aus QGIS, wenn er eine ältere Fassung zeigt, oder wählen Sie einen anderen Namen</translation>
</message>
<message>
<source>'{}' cannot be put in place ({}). The results are complete and kept as {}</source>
<translation>'{}' kann nicht an seinen Platz gebracht werden ({}). Die Ergebnisse sind vollständig und behalten als {}</translation>
</message>
<message>
<source>'{}' cannot be put in place ({}). The results are complete and kept as {}, in a folder that was moved or removed during the run</source>
<translation>'{}' kann nicht an seinen Platz gebracht werden ({}). Die Ergebnisse sind vollständig und behalten als {}, in einem Ordner, der während des Laufs verschoben oder entfernt wurde</translation>
</message>
<message>
<source>a folder that stays, in which you may write, and a file that nothing else holds open</source>
<translation>ein Ordner, der bleibt und in den Sie schreiben dürfen, und eine Datei, die nichts anderes geöffnet hält</translation>
</message>
<message>
<source>rename the kept files; first remove the layer from QGIS if it shows an older version</source>
<translation>Benennen Sie die behaltenen Dateien um; entfernen Sie zuerst den Layer aus QGIS, wenn er eine ältere Fassung zeigt</translation>
</message>
<message>
<source>'{}' cannot be written ({})</source>
<translation>'{}' kann nicht geschrieben werden ({})</translation>
</message>
<message>
<source>The output '{}' holds {} layers: {}. They would be lost</source>
<translation>Die Ausgabe '{}' enthält {} Layer: {}. Sie gingen verloren</translation>
</message>
<message>
<source>a file of its own for the polygons</source>
<translation>eine eigene Datei für die Polygone</translation>
</message>
<message>
<source>choose another name, or remove the file first</source>
<translation>Wählen Sie einen anderen Namen, oder entfernen Sie zuerst die Datei</translation>
</message>
<message>
<source>'{}' cannot be written{}</source>
<translation>'{}' kann nicht geschrieben werden{}</translation>
</message>
<message>
<source>{} and {} hold the same values</source>
<translation>{} und {} enthalten dieselben Werte</translation>
</message>
<message>
<source>two polarisations</source>
<translation>zwei Polarisationen</translation>
</message>
<message>
<source>give the band or file of each</source>
<translation>Geben Sie Kanal oder Datei einer jeden an</translation>
</message>
<message>
<source>{}: state their numbers</source>
<translation>{}: Geben Sie ihre Nummern an</translation>
</message>
<message>
<source>VH{} is {} dB against VV{}; cross-polarised backscatter is 4 to 15 dB darker. The bands look exchanged, or are one polarisation</source>
<translation>VH{} liegt {} dB gegen VV{}; kreuzpolarisierte Rückstreuung ist 4 bis 15 dB dunkler. Die Kanäle scheinen vertauscht, oder eine einzige Polarisation zu sein</translation>
</message>
<message>
<source>'{}' is read as {}</source>
<translation>'{}' wird gelesen als {}</translation>
</message>
<message>
<source>'{}' and '{}', of one date, lie on different grids: {}</source>
<translation>'{}' und '{}', von einer Aufnahme, liegen auf verschiedenen Gittern: {}</translation>
</message>
<message>
<source>one grid for all files of a date</source>
<translation>ein Gitter für alle Dateien einer Aufnahme</translation>
</message>
<message>
<source>choose files of the same product, or bring one onto the other's grid with 'Warp (reproject)'</source>
<translation>Wählen Sie Dateien desselben Produkts, oder bringen Sie eine mit 'Transformieren (Reprojizieren)' auf das Gitter der anderen</translation>
</message>
<message>
<source>{} and {} are of different dates by their names</source>
<translation>{} und {} sind nach ihren Namen von verschiedenen Aufnahmen</translation>
</message>
<message>
<source>'{}' has no georeference; that of '{}' is used</source>
<translation>'{}' hat keine Georeferenz; die von '{}' wird benutzt</translation>
</message>
<message>
<source>The scratch file '{}' cannot be written ({})</source>
<translation>Die Zwischendatei '{}' kann nicht geschrieben werden ({})</translation>
</message>
<message>
<source>space for the uncompressed outputs, once more than they need</source>
<translation>Platz für die unkomprimierten Ausgaben, noch einmal so viel, wie sie brauchen</translation>
</message>
<message>
<source>check the free space of the disk, or run without --resume</source>
<translation>Prüfen Sie den freien Platz der Platte, oder starten Sie ohne --resume</translation>
</message>
<message>
<source>'{}' cannot be opened again{}</source>
<translation>'{}' kann nicht wieder geöffnet werden{}</translation>
</message>
<message>
<source>The {} '{}' holds {} rasters</source>
<translation>{} '{}' enthält {} Raster</translation>
</message>
<message>
<source>one raster, or one VV and one VH file; or a PolSARpro folder with C11.bin, C12_real.bin, C12_imag.bin and C22.bin</source>
<translation>ein Raster, oder eine VV- und eine VH-Datei; oder ein PolSARpro-Ordner mit C11.bin, C12_real.bin, C12_imag.bin und C22.bin</translation>
</message>
<message>
<source>one raster, or one VV and one VH file</source>
<translation>ein Raster, oder eine VV- und eine VH-Datei</translation>
</message>
<message>
<source>name one of them, for example {}/{}</source>
<translation>Nennen Sie eines davon, zum Beispiel {}/{}</translation>
</message>
<message>
<source>choose the file of the raster</source>
<translation>Wählen Sie die Datei des Rasters</translation>
</message>
<message>
<source>'{}' is a SAFE product: uncalibrated amplitudes in radar geometry</source>
<translation>'{}' ist ein SAFE-Produkt: unkalibrierte Amplituden in Radargeometrie</translation>
</message>
<message>
<source>calibrated backscatter on a map grid</source>
<translation>kalibrierte Rückstreuung auf einem Kartengitter</translation>
</message>
<message>
<source>process it to RTC or calibrated, terrain-corrected VV and VH (SNAP, pyroSAR, HyP3, OPERA) first</source>
<translation>Verarbeiten Sie es zuerst zu RTC oder zu kalibriertem, geländekorrigiertem VV und VH (SNAP, pyroSAR, HyP3, OPERA)</translation>
</message>
<message>
<source>'{}' is an output of this software ({}), not backscatter</source>
<translation>'{}' ist eine Ausgabe dieser Software ({}), keine Rückstreuung</translation>
</message>
<message>
<source>an image of one date</source>
<translation>ein Bild einer Aufnahme</translation>
</message>
<message>
<source>give the original image of the satellite</source>
<translation>Geben Sie das Originalbild des Satelliten an</translation>
</message>
<message>
<source>'{}' holds complex numbers (single-look complex data)</source>
<translation>'{}' enthält komplexe Zahlen (SLC-Daten)</translation>
</message>
<message>
<source>intensity or amplitude of VV and VH, or the covariance matrix C2, in real numbers</source>
<translation>Intensität oder Amplitude von VV und VH, oder die Kovarianzmatrix C2, in reellen Zahlen</translation>
</message>
<message>
<source>calibrate it and form C2 (SNAP: Polarimetric Matrix Generation, C2) or multilook to intensity first</source>
<translation>Kalibrieren Sie es und bilden Sie zuerst C2 (SNAP: Polarimetric Matrix Generation, C2), oder mitteln Sie es zur Intensität (multilook)</translation>
</message>
<message>
<source>'{}' is an 8-bit picture with {} band(s): stretched for display, its backscatter is lost</source>
<translation>'{}' ist ein 8-Bit-Bild mit {} Kanälen: für die Anzeige gestreckt, seine Rückstreuung ist verloren</translation>
</message>
<message>
<source>backscatter as 32-bit numbers (or 16-bit amplitudes), VV and VH or the four bands of C2</source>
<translation>Rückstreuung als 32-Bit-Zahlen (oder 16-Bit-Amplituden), VV und VH oder die vier Kanäle von C2</translation>
</message>
<message>
<source>export the raw values (in QGIS: Save As, raw data; not 'rendered image')</source>
<translation>Exportieren Sie die Rohwerte (in QGIS: Speichern als, Rohdaten; nicht 'gerendertes Bild')</translation>
</message>
<message>
<source>No input is given</source>
<translation>Keine Eingabe ist angegeben</translation>
</message>
<message>
<source>the path of a raster</source>
<translation>der Pfad eines Rasters</translation>
</message>
<message>
<source>choose a file</source>
<translation>Wählen Sie eine Datei</translation>
</message>
<message>
<source>The BEAM-DIMAP product '{}' holds {}</source>
<translation>Das BEAM-DIMAP-Produkt '{}' enthält {}</translation>
</message>
<message>
<source>VV, VH, or C11, C12_real, C12_imag and C22</source>
<translation>VV, VH, oder C11, C12_real, C12_imag und C22</translation>
</message>
<message>
<source>write these bands in SNAP, or choose the .img files one by one</source>
<translation>Schreiben Sie diese Kanäle in SNAP, oder wählen Sie die .img-Dateien einzeln</translation>
</message>
<message>
<source>'{}' has {} bytes, but {} states {} x {} pixels</source>
<translation>'{}' hat {} Byte, aber {} nennt {} x {} Pixel</translation>
</message>
<message>
<source>{} bytes of 32-bit numbers</source>
<translation>{} Byte aus 32-Bit-Zahlen</translation>
</message>
<message>
<source>export the matrix again</source>
<translation>Exportieren Sie die Matrix noch einmal</translation>
</message>
<message>
<source>'{}' holds C33: a full-polarisation or three-channel matrix</source>
<translation>'{}' enthält C33: eine vollpolarimetrische oder dreikanalige Matrix</translation>
</message>
<message>
<source>the dual-polarisation matrix C2 of VV and VH</source>
<translation>die dual-polarimetrische Matrix C2 aus VV und VH</translation>
</message>
<message>
<source>convert it to C2 first (PolSARpro: C3 to C2)</source>
<translation>Wandeln Sie sie zuerst in C2 um (PolSARpro: C3 to C2)</translation>
</message>
<message>
<source>'{}' lacks {}</source>
<translation>In '{}' fehlt {}</translation>
</message>
<message>
<source>C11, C12_real, C12_imag and C22 (or C11 and C22 alone)</source>
<translation>C11, C12_real, C12_imag und C22 (oder C11 und C22 allein)</translation>
</message>
<message>
<source>complete the folder</source>
<translation>Vervollständigen Sie den Ordner</translation>
</message>
<message>
<source>C11 and C22 (no C12)</source>
<translation>C11 und C22 (ohne C12)</translation>
</message>
<message>
<source>C11, C12_real, C12_imag, C22</source>
<translation>C11, C12_real, C12_imag, C22</translation>
</message>
<message>
<source>A VH file is given beside the covariance matrix in '{}', which holds VH as C22</source>
<translation>Eine VH-Datei ist neben der Kovarianzmatrix in '{}' angegeben, die VH als C22 enthält</translation>
</message>
<message>
<source>leave out the VH file</source>
<translation>Lassen Sie die VH-Datei weg</translation>
</message>
<message>
<source>'{}' is compressed as a whole</source>
<translation>'{}' ist als Ganzes komprimiert</translation>
</message>
<message>
<source>a raster that can be read in parts</source>
<translation>ein Raster, das sich in Teilen lesen lässt</translation>
</message>
<message>
<source>unpack it first</source>
<translation>Entpacken Sie es zuerst</translation>
</message>
<message>
<source>'{}' is given twice, as VV and as VH</source>
<translation>'{}' ist zweimal angegeben, als VV und als VH</translation>
</message>
<message>
<source>two files</source>
<translation>zwei Dateien</translation>
</message>
<message>
<source>give the VH file as the second</source>
<translation>Geben Sie die VH-Datei als zweite an</translation>
</message>
<message>
<source>'{}' has no header '{}', and '{}' beside it does not tell its size</source>
<translation>'{}' hat keine Kopfdatei '{}', und '{}' daneben nennt seine Größe nicht</translation>
</message>
<message>
<source>an ENVI header (.hdr), or PolSARpro's config.txt with Nrow and Ncol</source>
<translation>eine ENVI-Kopfdatei (.hdr), oder config.txt von PolSARpro mit Nrow und Ncol</translation>
</message>
<message>
<source>export the matrix again with headers (PolSARpro: Tools, ENVI header files)</source>
<translation>Exportieren Sie die Matrix noch einmal mit Kopfdateien (PolSARpro: Tools, ENVI header files)</translation>
</message>
<message>
<source>'{}': covariance matrix in one file per element, {}</source>
<translation>'{}': Kovarianzmatrix mit einer Datei je Element, {}</translation>
</message>
<message>
<source>'{}' holds {} only; {} is read from '{}' beside it</source>
<translation>'{}' enthält nur {}; {} wird aus '{}' daneben gelesen</translation>
</message>
<message>
<source>The temporary file '{}' is another name of something else</source>
<translation>Die temporäre Datei '{}' ist ein anderer Name von etwas anderem</translation>
</message>
<message>
<source>a file of this program</source>
<translation>eine Datei dieses Programms</translation>
</message>
<message>
<source>remove it, or choose another folder for the output</source>
<translation>Entfernen Sie sie, oder wählen Sie einen anderen Ordner für die Ausgabe</translation>
</message>
<message>
<source>The temporary file '{}' cannot be opened ({})</source>
<translation>Die temporäre Datei '{}' kann nicht geöffnet werden ({})</translation>
</message>
<message>
<source>a file of this program in a folder you may write to</source>
<translation>eine Datei dieses Programms in einem Ordner, in den Sie schreiben dürfen</translation>
</message>
<message>
<source>remove it if it is not yours, or choose another folder for the output</source>
<translation>Entfernen Sie sie, wenn sie nicht Ihre ist, oder wählen Sie einen anderen Ordner für die Ausgabe</translation>
</message>
<message>
<source>it is a symbolic link</source>
<translation>sie ist ein symbolischer Link</translation>
</message>
<message>
<source>Another run is writing '{}'</source>
<translation>Ein anderer Lauf schreibt '{}'</translation>
</message>
<message>
<source>one run at a time for an output</source>
<translation>ein Lauf zur gleichen Zeit für eine Ausgabe</translation>
</message>
<message>
<source>state the units: linear (power: sigma0, gamma0), db (decibels), or amplitude (root of power; the digital numbers of a GRD product); in QGIS Units of the input, on the command line --units</source>
<translation>Geben Sie die Einheiten an: linear (Leistung: sigma0, gamma0), db (Dezibel) oder amplitude (Wurzel der Leistung; die Zahlenwerte eines GRD-Produkts); in QGIS Einheiten der Eingabe, auf der Befehlszeile --units</translation>
</message>
<message>
<source>'{}' holds only whole numbers from {} to {}: an 8-bit picture stretched for display, stored in a wider type</source>
<translation>'{}' enthält nur ganze Zahlen von {} bis {}: ein 8-Bit-Bild, für die Anzeige gestreckt, in einem breiteren Typ gespeichert</translation>
</message>
<message>
<source>backscatter (power, dB or amplitude)</source>
<translation>Rückstreuung (Leistung, dB oder Amplitude)</translation>
</message>
<message>
<source>export the raw values instead of the rendered image; if these are digital numbers of a calm scene, state the units</source>
<translation>Exportieren Sie die Rohwerte statt des gerenderten Bildes; wenn dies Zahlenwerte einer ruhigen Szene sind, geben Sie die Einheiten an</translation>
</message>
<message>
<source>The bands state different units: {}</source>
<translation>Die Kanäle nennen verschiedene Einheiten: {}</translation>
</message>
<message>
<source>one unit for all bands of a date</source>
<translation>eine Einheit für alle Kanäle einer Aufnahme</translation>
</message>
<message>
<source>choose bands of one unit, or state the units</source>
<translation>Wählen Sie Kanäle einer Einheit, oder geben Sie die Einheiten an</translation>
</message>
<message>
<source>The units of '{}' cannot be told: {} are negative, median {}</source>
<translation>Die Einheiten von '{}' lassen sich nicht erkennen: {} sind negativ, Median {}</translation>
</message>
<message>
<source>linear power or amplitude (hardly any negative value) or dB (mostly negative, -60 to 20)</source>
<translation>lineare Leistung oder Amplitude (kaum ein negativer Wert) oder dB (meist negativ, -60 bis 20)</translation>
</message>
<message>
<source>The units of '{}' cannot be told: {}, median {}. As power {} would have {} dB, as amplitude {} dB</source>
<translation>Die Einheiten von '{}' lassen sich nicht erkennen: {}, Median {}. Als Leistung hätte {} {} dB, als Amplitude {} dB</translation>
</message>
<message>
<source>units that the file or the user states</source>
<translation>Einheiten, die die Datei oder der Benutzer nennt</translation>
</message>
<message>
<source>no negative values, median {}, and level, ratio and speckle of power; amplitudes must be stated</source>
<translation>keine negativen Werte, Median {}, und Pegel, Verhältnis und Speckle von Leistung; Amplituden müssen angegeben werden</translation>
</message>
<message>
<source>'{}' is read as the covariance matrix C2, but {}</source>
<translation>'{}' wird als Kovarianzmatrix C2 gelesen, aber {}</translation>
</message>
<message>
<source>C2 in linear power (C12 has no meaning in dB or amplitude)</source>
<translation>C2 in linearer Leistung (C12 hat in dB oder Amplitude keinen Sinn)</translation>
</message>
<message>
<source>give C2 in linear power, or name only the VV and VH bands</source>
<translation>Geben Sie C2 in linearer Leistung an, oder nennen Sie nur die Kanäle VV und VH</translation>
</message>
<message>
<source>a covariance matrix is linear power</source>
<translation>eine Kovarianzmatrix ist lineare Leistung</translation>
</message>
<message>
<source>no negative values in {}</source>
<translation>keine negativen Werte in {}</translation>
</message>
<message>
<source>'{}': the {} are {}, but {}</source>
<translation>'{}': {} sind {}, aber {}</translation>
</message>
<message>
<source>state the units that fit the values</source>
<translation>Geben Sie die Einheiten an, die zu den Werten passen</translation>
</message>
<message>
<source>the unit of band {}</source>
<translation>die Einheit von Kanal {}</translation>
</message>
<message>
<source>the file name '{}'</source>
<translation>der Dateiname '{}'</translation>
</message>
<message>
<source>as stated by the user{}</source>
<translation>wie vom Benutzer angegeben{}</translation>
</message>
<message>
<source>small negative values, as subtraction of the noise leaves in linear power</source>
<translation>kleine negative Werte, wie sie der Abzug des Rauschens in linearer Leistung hinterlässt</translation>
</message>
<message>
<source>'{}' looks like decibels times {}: median {}</source>
<translation>'{}' sieht aus wie Dezibel mal {}: Median {}</translation>
</message>
<message>
<source>decibels, or a scale of {} in the file (stated: {})</source>
<translation>Dezibel, oder ein Skalenfaktor {} in der Datei (angegeben: {})</translation>
</message>
<message>
<source>decibels, or a scale of {} in the file</source>
<translation>Dezibel, oder ein Skalenfaktor {} in der Datei</translation>
</message>
<message>
<source>divide by {}, or state the scale in a copy of the file: gdal_translate -a_scale {} '{}' scaled.tif, and use the copy</source>
<translation>Teilen Sie durch {}, oder geben Sie den Skalenfaktor in einer Kopie der Datei an: gdal_translate -a_scale {} '{}' scaled.tif, und benutzen Sie die Kopie</translation>
</message>
<message>
<source>C11 or C22 have negative values</source>
<translation>C11 oder C22 haben negative Werte</translation>
</message>
<message>
<source>no value is negative, median {}</source>
<translation>kein Wert ist negativ, Median {}</translation>
</message>
<message>
<source>mostly negative values in dB</source>
<translation>meist negative Werte in dB</translation>
</message>
<message>
<source>{} of VH are negative, although {} says {}</source>
<translation>{} von VH sind negativ, obwohl {} {} sagt</translation>
</message>
<message>
<source>the values reach from {} to {}</source>
<translation>die Werte reichen von {} bis {}</translation>
</message>
<message>
<source>values from about -60 to 20 in dB</source>
<translation>Werte von etwa -60 bis 20 in dB</translation>
</message>
<message>
<source>'{}' describes a web service or database ({})</source>
<translation>'{}' beschreibt einen Webdienst oder eine Datenbank ({})</translation>
</message>
<message>
<source>download the data, or export the layer to a GeoTIFF first</source>
<translation>Laden Sie die Daten herunter, oder exportieren Sie zuerst den Layer in ein GeoTIFF</translation>
</message>
<message>
<source>reads the bytes of any file as pixels</source>
<translation>liest die Bytes beliebiger Dateien als Pixel</translation>
</message>
<message>
<source>runs functions on its pixels</source>
<translation>führt Funktionen auf seinen Pixeln aus</translation>
</message>
<message>
<source>'{}' is a virtual raster (VRT) under another extension; it may read any other file</source>
<translation>'{}' ist ein virtuelles Raster (VRT) unter anderer Endung; es kann jede andere Datei lesen</translation>
</message>
<message>
<source>the file to be what its name says</source>
<translation>dass die Datei ist, was ihr Name sagt</translation>
</message>
<message>
<source>give it the extension .vrt if you trust it</source>
<translation>Geben Sie ihr die Endung .vrt, wenn Sie ihr vertrauen</translation>
</message>
<message>
<source>'{}' is a virtual raster that reads {} files</source>
<translation>'{}' ist ein virtuelles Raster, das {} Dateien liest</translation>
</message>
<message>
<source>write it to a GeoTIFF, or build it from the files themselves</source>
<translation>Schreiben Sie es in ein GeoTIFF, oder bauen Sie es aus den Dateien selbst</translation>
</message>
<message>
<source>'{}' is a virtual raster that reads itself, or is nested more than {} times</source>
<translation>'{}' ist ein virtuelles Raster, das sich selbst liest, oder mehr als {}-fach verschachtelt ist</translation>
</message>
<message>
<source>a virtual raster of raster files</source>
<translation>ein virtuelles Raster aus Rasterdateien</translation>
</message>
<message>
<source>build it from the files themselves</source>
<translation>Bauen Sie es aus den Dateien selbst</translation>
</message>
<message>
<source>'{}' is put together from ranges of other files</source>
<translation>'{}' ist aus Abschnitten anderer Dateien zusammengesetzt</translation>
</message>
<message>
<source>write it to a GeoTIFF with gdal_translate if you trust it</source>
<translation>Schreiben Sie es mit gdal_translate in ein GeoTIFF, wenn Sie ihm vertrauen</translation>
</message>
<message>
<source>The virtual raster '{}' reads '{}'</source>
<translation>Das virtuelle Raster '{}' liest '{}'</translation>
</message>
<message>
<source>raster files</source>
<translation>Rasterdateien</translation>
</message>
<message>
<source>The virtual raster '{}' reads '{}', which is neither a file nor a folder</source>
<translation>Das virtuelle Raster '{}' liest '{}', das weder Datei noch Ordner ist</translation>
</message>
<message>
<source>correct the virtual raster</source>
<translation>Berichtigen Sie das virtuelle Raster</translation>
</message>
<message>
<source>'{}' is a virtual raster of more than {} MB</source>
<translation>'{}' ist ein virtuelles Raster von mehr als {} MB</translation>
</message>
<message>
<source>less</source>
<translation>weniger</translation>
</message>
<message>
<source>'{}' is a virtual raster that {}</source>
<translation>'{}' ist ein virtuelles Raster und {}</translation>
</message>
<message>
<source>a virtual raster of whole raster files</source>
<translation>ein virtuelles Raster aus ganzen Rasterdateien</translation>
</message>
<message>
<source>it cuts values to fewer bits</source>
<translation>sie kürzt Werte auf weniger Bits</translation>
</message>
<message>
<source>it drops the last bits of the values</source>
<translation>sie lässt die letzten Bits der Werte weg</translation>
</message>
<message>
<source>it changes the meaning of the values</source>
<translation>sie ändert die Bedeutung der Werte</translation>
</message>
<message>
<source>it turns a measured band into a mask</source>
<translation>sie macht aus einem gemessenen Kanal eine Maske</translation>
</message>
<message>
<source>it turns measured bands into colours</source>
<translation>sie macht aus gemessenen Kanälen Farben</translation>
</message>
<message>
<source>it leaves out georeference, nodata or band names</source>
<translation>sie lässt Georeferenz, NoData oder Kanalnamen weg</translation>
</message>
<message>
<source>it belongs to a lossy compression</source>
<translation>sie gehört zu einer verlustbehafteten Kompression</translation>
</message>
<message>
<source>blocks that are left out may be read as zeros</source>
<translation>Blöcke, die weggelassen werden, können als Nullen gelesen werden</translation>
</message>
<message>
<source>the file is written out of order</source>
<translation>die Datei wird nicht der Reihe nach geschrieben</translation>
</message>
<message>
<source>there is no source with overviews</source>
<translation>es gibt keine Quelle mit Übersichten</translation>
</message>
<message>
<source>blocks that are written in parts would be read wrongly</source>
<translation>Blöcke, die in Teilen geschrieben werden, würden falsch gelesen</translation>
</message>
<message>
<source>this compression is lossy, or not for floating-point numbers</source>
<translation>diese Kompression ist verlustbehaftet, oder nicht für Gleitkommazahlen</translation>
</message>
<message>
<source>it allows errors in the values</source>
<translation>sie lässt Fehler in den Werten zu</translation>
</message>
<message>
<source>'{}' cannot be created{}</source>
<translation>'{}' kann nicht angelegt werden{}</translation>
</message>
<message>
<source>a folder with free space, and creation options GDAL knows</source>
<translation>ein Ordner mit freiem Platz, und Erzeugungsoptionen, die GDAL kennt</translation>
</message>
<message>
<source>check folder, space and creation options: none given</source>
<translation>Prüfen Sie Ordner, Platz und Erzeugungsoptionen: keine angegeben</translation>
</message>
<message>
<source>The creation option '{}' spoils the output: {}</source>
<translation>Die Erzeugungsoption '{}' verdirbt die Ausgabe: {}</translation>
</message>
<message>
<source>options that keep values, nodata, names and georeference, for example COMPRESS=ZSTD</source>
<translation>Optionen, die Werte, NoData, Namen und Georeferenz erhalten, zum Beispiel COMPRESS=ZSTD</translation>
</message>
<message>
<source>leave it out</source>
<translation>Lassen Sie sie weg</translation>
</message>
<message>
<source>{} sampled pixels of 0 dB in all bands are taken for nodata</source>
<translation>{} untersuchte Pixel mit 0 dB in allen Kanälen gelten als NoData</translation>
</message>
<message>
<source>zeros in all bands are taken for nodata</source>
<translation>Nullen in allen Kanälen gelten als NoData</translation>
</message>
<message>
<source>{} zeros at the border or beside nodata are taken for nodata</source>
<translation>{} Nullen am Rand oder neben NoData gelten als NoData</translation>
</message>
</context></TS>
