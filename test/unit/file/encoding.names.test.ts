import { encodeText } from '../../support/file/encodeText';
import { lookingFor, readFile } from '../../support/file/readFile';

/** The names of a list whose rows are mostly ASCII, in an old encoding. */
async function readNames(names: readonly string[], encoding: string): Promise<unknown[]> {
	const rows = ['Anna Smith', ...names].map((name, at) => `${name},98190000${10 + at}\n`);
	const file = Buffer.concat([Buffer.from('Name,Mobile\n'), encodeText(rows.join(''), encoding)]);
	const read = await readFile(file, lookingFor('Mobile'));
	return read.slice(1).map(({ json }) => json['Name']);
}

describe('the names of a contact list come out right, in whichever language and old encoding', () => {
	test.each<[language: string, encodings: string[], names: string[]]>([
		[
			'French',
			['windows-1252', 'macintosh'],
			['Noël Lefèvre', 'François Châtelet', 'Hélène Dubœuf', 'Benoît Gâteau', 'Maëlys Où'],
		],
		[
			'German',
			['windows-1252', 'macintosh'],
			['Jürgen Groß', 'Käthe Möller', 'Ömer Äpfel', 'Übel'],
		],
		[
			'Spanish',
			['windows-1252', 'macintosh'],
			['José Núñez', 'Begoña Ibáñez', 'Íñigo Güell', 'Óscar Ruíz'],
		],
		[
			'Portuguese',
			['windows-1252', 'macintosh'],
			['João Simões', 'Conceição Guimarães', 'Antônio Brandão', 'Inês', 'Luísa'],
		],
		['Italian', ['windows-1252'], ['Nicolò Cantù', 'Mosè Forlì', 'Andrà Caffè']],
		['Danish', ['windows-1252'], ['Søren Kjær', 'Åse Bjørnsen', 'Æbelø', 'Jørgen']],
		['Swedish', ['windows-1252'], ['Åsa Öberg', 'Pär Sjöström', 'Håkan Åkesson']],
		['Dutch', ['windows-1252'], ['Zoë Daniël', 'Loïs Coöperatie', 'Noa Geïnteresseerd']],
		[
			'Icelandic',
			['windows-1252'],
			['Þórður Jónsson', 'Guðrún Sigurðardóttir', 'Sævar Ægisson', 'Björk'],
		],
		[
			'Polish',
			['windows-1250', 'iso-8859-2'],
			['Paweł Wiśniewski', 'Łukasz Śląski', 'Małgorzata Jeż', 'Żaneta Źródło', 'Zając'],
		],
		[
			'Czech',
			['windows-1250', 'iso-8859-2'],
			['Dominik Dvořák', 'Šárka Čížková', 'Božena Němcová', 'Jiří Růžička'],
		],
		[
			'Slovak',
			['windows-1250', 'iso-8859-2'],
			['Ľubomír Kôň', 'Štefan Mäsiar', 'Zdenka Ťažká', 'Vŕba'],
		],
		['Hungarian', ['windows-1250', 'iso-8859-2'], ['Győző Szűcs', 'Erzsébet Kővári', 'Őrsi Gergő']],
		['Romanian', ['windows-1250'], ['Ştefan Băsescu', 'Ioan Ţăranu', 'Călin Râşnov']],
		['Croatian', ['windows-1250', 'iso-8859-2'], ['Goran Čačić', 'Đorđe Šimić', 'Željko Đukić']],
		['Turkish', ['windows-1254'], ['Çağrı Işık', 'Gülşen Yıldız', 'İbrahim Öztürk', 'Ayşe Doğan']],
		['Lithuanian', ['windows-1257'], ['Žydrūnas Šarūnas', 'Rūta Kęstutė', 'Ąžuolas Jūratė']],
		['Latvian', ['windows-1257'], ['Jānis Bērziņš', 'Ķirsis Ģirts', 'Līga Kļaviņa']],
		['Estonian', ['windows-1257'], ['Õie Mäesalu', 'Jüri Põld', 'Žanna Šestakova']],
		[
			'Russian',
			['windows-1251', 'koi8-r', 'x-mac-cyrillic', 'ibm866', 'iso-8859-5'],
			['Иван Петров', 'Мария Иванова', 'Алексей Щербаков'],
		],
		['Ukrainian', ['windows-1251', 'koi8-u'], ['Євген Олійник', 'Їжакевич Іван', 'Андрій Ґалаґан']],
		[
			'Serbian',
			['windows-1251', 'iso-8859-5'],
			['Ђорђе Љубичић', 'Његош Ћирић', 'Џефри Јовановић'],
		],
		['Greek', ['windows-1253', 'iso-8859-7'], ['Μαρία Νικολάου', 'Γιώργος Παπαδόπουλος', 'Ελένη']],
		['Hebrew', ['windows-1255'], ['יוסי כהן', 'משה לוי', 'שרה']],
		['Arabic', ['windows-1256', 'iso-8859-6'], ['محمد أحمد', 'فاطمة علي', 'عبد الله']],
		['Thai', ['windows-874'], ['สมชาย ใจดี', 'สุดา วงศ์']],
		['Japanese', ['shift_jis', 'euc-jp'], ['山田太郎', '佐藤健一', 'すずき はなこ', '田中']],
		['half-width Japanese', ['shift_jis'], ['ﾔﾏﾀﾞ ﾀﾛｳ', '山田', '佐藤']],
		['Korean', ['euc-kr'], ['김철수', '이영희', '박지성', '최민수']],
		['Chinese', ['gb18030'], ['王伟', '李娜', '张敏', '刘洋', '陈静']],
		['Chinese of Taiwan', ['big5'], ['陳美玲', '林志明', '黃小華', '張雅婷']],
	])('%s', async (_, encodings, names) => {
		for (const encoding of encodings) {
			expect([encoding, await readNames(names, encoding)]).toEqual([encoding, names]);
		}
	});
});
