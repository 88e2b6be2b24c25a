import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Paper } from '../../../../src/core/library/paper';
import { citationKey, freeKey } from '../../../../src/core/citations/citationKey';
import { parseKeyFormula } from '../../../../src/core/citations/keyFormula';
import { localized } from '../../../../src/core/base/localization';

const paper: Paper = { id: 'x-00000000', title: 'Deep Learning of Things', abstract: '', links: [] };

suite('Citation keys', () => {
  const table: readonly [Partial<Paper>, string][] = [
    [{ authors: ['Ada Lovelace', 'Alan Turing'], year: 2015 }, 'lovelaceDeepLearningThings2015'],
    [{ authors: ['Ada Lovelace'], published: '2024-03-11T00:00:00Z' }, 'lovelaceDeepLearningThings2024'],
    [{}, 'DeepLearningThings'],
    [{ title: 'On the 3D of a', authors: ['Kurt Gödel'] }, 'godel3D'],
    [{ title: 'L’attention', authors: ['Jean le Rond d’Alembert'] }, 'leronddalembertLattention'],
    [{ title: '深度学习' }, 'paper'],
    [{ title: 'Vitamin C and a Q Factor of 7 K' }, 'VitaminFactor7'],
    [{ title: 'Learning', authors: ['Ludwig van Beethoven Jr.'] }, 'vanbeethovenLearning'],
    [{ title: 'Learning', authors: ['Ludwig van Beethoven, Jr.'] }, 'vanbeethovenLearning'],
    [{ title: 'Learning', authors: ['The ATLAS Collaboration'] }, 'theatlascollaborationLearning'],
    [{ title: 'Straße und Øl: $\\alpha$-test', authors: ['Łukasz Kaiser'] }, 'kaiserStrasseUndOl'],
  ];
  for (const [given, key] of table) test(key, () => assert.equal(citationKey({ ...paper, ...given }), key));

  // Keys that Better BibTeX gives these papers in public bibliographies.
  const known: readonly [author: string, title: string, year: number | undefined, key: string][] = [
    ['Ashish Vaswani', 'Attention Is All You Need', 2017, 'vaswaniAttentionAllYou2017'],
    ['Tom B. Brown', 'Language Models are Few-Shot Learners', 2020, 'brownLanguageModelsAre2020'],
    [
      'Jacob Devlin',
      'BERT: Pre-training of Deep Bidirectional Transformers',
      2019,
      'devlinBERTPretrainingDeep2019',
    ],
    ['Kaiming He', 'Deep Residual Learning for Image Recognition', 2016, 'heDeepResidualLearning2016'],
    [
      'Edward J. Hu',
      'LoRA: Low-Rank Adaptation of Large Language Models',
      2021,
      'huLoRALowRankAdaptation2021',
    ],
    ['Alexey Dosovitskiy', 'An Image is Worth 16x16 Words', 2021, 'dosovitskiyImageWorth16x162021'],
    ['Olaf Ronneberger', 'U-Net: Convolutional Networks', 2015, 'ronnebergerUNetConvolutionalNetworks2015'],
    ['Keyulu Xu', 'How Powerful are Graph Neural Networks?', 2019, 'xuHowPowerfulAre2019'],
    [
      'Joseph Redmon',
      'You Only Look Once: Unified, Real-Time Object Detection',
      2016,
      'redmonYouOnlyLook2016',
    ],
    [
      'Alexei Baevski',
      'wav2vec 2.0: A Framework for Self-Supervised Learning',
      2020,
      'baevskiWav2vec20Framework2020',
    ],
    ['OpenAI', 'GPT-4 Technical Report', 2023, 'openaiGPT4TechnicalReport2023'],
    [
      'Siemens',
      'Learning Analytics: The Emergence of a Discipline',
      2013,
      'siemensLearningAnalyticsEmergence2013',
    ],
    ['Clow', 'An Overview of Learning Analytics', 2013, 'clowOverviewLearningAnalytics2013'],
    [
      'Romero',
      'Educational Data Mining and Learning Analytics: An Updated Survey',
      2020,
      'romeroEducationalDataMining2020',
    ],
    ['OECD', 'Handbook on Constructing Composite Indicators', 2008, 'oecdHandbookConstructingComposite2008'],
    [
      'Saisana',
      'Uncertainty and Sensitivity Analysis Techniques as Tools for the Quality Assessment of Composite Indicators',
      2005,
      'saisanaUncertaintySensitivityAnalysis2005',
    ],
    ['Hunter', 'The Exponentially Weighted Moving Average', 1986, 'hunterExponentiallyWeightedMoving1986'],
    [
      'Koren',
      'Collaborative Filtering with Temporal Dynamics',
      2010,
      'korenCollaborativeFilteringTemporal2010',
    ],
    [
      'Baker',
      'Developing a Generalizable Detector of When Students Game the System',
      2008,
      'bakerDevelopingGeneralizableDetector2008',
    ],
    ['Beck', 'Wheel-Spinning: Students Who Fail to Master a Skill', 2013, 'beckWheelSpinningStudentsWho2013'],
    [
      'Zheng',
      'Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena',
      2023,
      'zhengJudgingLLMasaJudgeMTBench2023',
    ],
    [
      'Chiang',
      'Can Large Language Models Be an Alternative to Human Evaluations?',
      2023,
      'chiangCanLargeLanguage2023',
    ],
    [
      'Liu',
      'G-Eval: NLG Evaluation using GPT-4 with Better Human Alignment',
      2023,
      'liuGEvalNLGEvaluation2023',
    ],
    [
      'Gilardi',
      'ChatGPT Outperforms Crowd Workers for Text-Annotation Tasks',
      2023,
      'gilardiChatGPTOutperformsCrowd2023',
    ],
    [
      'Corbett',
      'Knowledge Tracing: Modeling the Acquisition of Procedural Knowledge',
      1995,
      'corbettKnowledgeTracingModeling1995',
    ],
    [
      'Yudelson',
      'Individualized Bayesian Knowledge Tracing Models',
      2013,
      'yudelsonIndividualizedBayesianKnowledge2013',
    ],
    ['Piech', 'Deep Knowledge Tracing', 2015, 'piechDeepKnowledgeTracing2015'],
    ['Khajah', 'How Deep is Knowledge Tracing?', 2016, 'khajahHowDeepKnowledge2016'],
    [
      'Herlocker',
      'An Algorithmic Framework for Performing Collaborative Filtering',
      1999,
      'herlockerAlgorithmicFrameworkPerforming1999',
    ],
    [
      'Resnick',
      'GroupLens: An Open Architecture for Collaborative Filtering of Netnews',
      1994,
      'resnickGroupLensOpenArchitecture1994',
    ],
    ['Salton', 'A Vector Space Model for Automatic Indexing', 1975, 'saltonVectorSpaceModel1975'],
    ['Manning', 'Introduction to Information Retrieval', 2008, 'manningIntroductionInformationRetrieval2008'],
    ['Arthur', 'K-means++: The Advantages of Careful Seeding', undefined, 'arthurKmeansAdvantagesCareful'],
    [
      'Rousseeuw',
      'Silhouettes: A Graphical Aid to the Interpretation and Validation of Cluster Analysis',
      1987,
      'rousseeuwSilhouettesGraphicalAid1987',
    ],
    [
      'Lewis',
      'Retrieval-Augmented Generation for Knowledge-Intensive NLP Tasks',
      2020,
      'lewisRetrievalAugmentedGenerationKnowledgeIntensive2020',
    ],
    [
      'Reimers',
      'Sentence-BERT: Sentence Embeddings using Siamese BERT-Networks',
      2019,
      'reimersSentenceBERTSentenceEmbeddings2019',
    ],
    [
      'Malkov',
      'Efficient and Robust Approximate Nearest Neighbor Search Using Hierarchical Navigable Small World Graphs',
      2016,
      'malkovEfficientRobustApproximate2016',
    ],
    [
      'Kasneci',
      'ChatGPT for Good? On Opportunities and Challenges of Large Language Models for Education',
      2023,
      'kasneciChatGPTGoodOpportunities2023',
    ],
    [
      'Holstein',
      'Student Learning Benefits of a Mixed-Reality Teacher Awareness Tool',
      2018,
      'holsteinStudentLearningBenefits2018',
    ],
    ['Holstein', "Intelligent Tutors as Teachers' Aides", 2017, 'holsteinIntelligentTutorsTeachers2017'],
    ['Black', 'Assessment and Classroom Learning', 1998, 'blackAssessmentClassroomLearning1998'],
    ['Hattie', 'The Power of Feedback', 2007, 'hattiePowerFeedback2007'],
    [
      'Fisher',
      'On the Mathematical Foundations of Theoretical Statistics',
      1922,
      'fisherMathematicalFoundationsTheoretical1922',
    ],
    ['Fawcett', 'An Introduction to ROC Analysis', 2006, 'fawcettIntroductionROCAnalysis2006'],
    [
      'Hanley',
      'The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve',
      1982,
      'hanleyMeaningUseArea1982',
    ],
    [
      'Spearman',
      'The Proof and Measurement of Association between Two Things',
      1904,
      'spearmanProofMeasurementAssociation1904',
    ],
    [
      'Macfadyen',
      'Mining LMS Data to Develop an “Early Warning System” for Educators',
      2010,
      'macfadyenMiningLMSData2010',
    ],
    [
      'Arnold',
      'Course Signals at Purdue: Using Learning Analytics to Increase Student Success',
      2012,
      'arnoldCourseSignalsPurdue2012',
    ],
    [
      'Jayaprakash',
      'Early Alert of Academically At-Risk Students',
      2014,
      'jayaprakashEarlyAlertAcademically2014',
    ],
    ['', 'A Coefficient of Agreement for Nominal Scales', undefined, 'CoefficientAgreementNominal'],
    [
      '',
      'A Limited Memory Algorithm for Bound Constrained Optimization',
      undefined,
      'LimitedMemoryAlgorithm',
    ],
    [
      'Dai',
      'Transformer-XL: Attentive Language Models Beyond a Fixed-Length Context',
      2019,
      'daiTransformerXLAttentiveLanguage2019',
    ],
    [
      'Hinton',
      'Reducing the Dimensionality of Data with Neural Networks',
      2006,
      'hintonReducingDimensionalityData2006',
    ],
    [
      'LeCun',
      'Backpropagation Applied to Handwritten Zip Code Recognition',
      1989,
      'lecunBackpropagationAppliedHandwritten1989',
    ],
    [
      'Lecun',
      'Gradient-based learning applied to document recognition',
      1998,
      'lecunGradientbasedLearningApplied1998',
    ],
    [
      'Gu',
      'Mamba: Linear-Time Sequence Modeling with Selective State Spaces',
      2023,
      'guMambaLinearTimeSequence2023',
    ],
    [
      'Gorishniy',
      'On Embeddings for Numerical Features in Tabular Deep Learning',
      2022,
      'gorishniyEmbeddingsNumericalFeatures2022',
    ],
    ['Phuong', 'Formal Algorithms for Transformers', 2022, 'phuongFormalAlgorithmsTransformers2022'],
    ['Bengio', 'A Neural Probabilistic Language Model', undefined, 'bengioNeuralProbabilisticLanguage'],
    ['Lee', 'Inferring Trade Direction from Intraday Data', 1991, 'leeInferringTradeDirection1991'],
    [
      'Geva',
      'Transformer Feed-Forward Layers Are Key-Value Memories',
      2021,
      'gevaTransformerFeedForwardLayers2021',
    ],
    ['Hendrycks', 'Gaussian Error Linear Units (GELUs)', 2020, 'hendrycksGaussianErrorLinear2020'],
    [
      'Radford',
      'Improving Language Understanding by Generative Pre-Training',
      undefined,
      'radfordImprovingLanguageUnderstanding',
    ],
    ['Lample', 'Large Memory Layers with Product Keys', 2019, 'lampleLargeMemoryLayers2019'],
    ['Tay', 'Efficient Transformers: A Survey', 2022, 'tayEfficientTransformersSurvey2022'],
    [
      'Tunstall',
      'Natural Language Processing with Transformers',
      2022,
      'tunstallNaturalLanguageProcessing2022',
    ],
    ['Zhang', 'Dive into Deep Learning', 2021, 'zhangDiveDeepLearning2021'],
    [
      'Grootendorst',
      'BERTopic: Neural Topic Modeling with a Class-Based TF-IDF Procedure',
      2022,
      'grootendorstBERTopicNeuralTopic2022',
    ],
    [
      'van den Hof',
      'An indirect method for transfer function estimation from closed loop data',
      1992,
      'vandenhofIndirectMethodTransfer1992',
    ],
  ];
  for (const [author, title, year, key] of known)
    test(`${author}: ${title}`, () => {
      const dated = year === undefined ? {} : { year };
      assert.equal(citationKey({ ...paper, ...dated, title, authors: author === '' ? [] : [author] }), key);
    });

  const lines = readFileSync(new URL('../../../fixtures/citations/keys.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('//'));
  test(`${lines.length} papers with letters, names and titles of many kinds have the keys that Better BibTeX makes`, () => {
    const wrong = lines.flatMap((line) => {
      const [author = '', title = '', year = '', key = ''] = line.split('|');
      const authors = author === '' ? [] : [author.replace(/[{}]/g, '')];
      const made = citationKey({ ...paper, title, authors, ...(year !== '' && { year: Number(year) }) });
      return made === key ? [] : [`${line}: ${made}`];
    });
    assert.deepEqual(wrong, []);
  });

  test('a key of any paper has only ASCII letters and digits, hyphens, full stops and underscores', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme' })),
        (title, authors) => {
          assert.match(citationKey({ ...paper, title, authors }), /^[A-Za-z0-9._-]+$/u);
        },
      ),
    );
  });

  test('a key that is taken gets the first letter that is free', () => {
    const taken = new Set(['k', 'ka', 'kb']);
    assert.equal(
      freeKey('K', (key) => taken.has(key)),
      'Kc',
    );
    assert.equal(
      freeKey('x', (key) => key.length < 3),
      'xaa',
    );
  });
});

suite('Formulas of citation keys', () => {
  const source: Paper = {
    ...paper,
    title: 'A Short Note on Deep Nets',
    authors: ['Ada Lovelace', 'Alan Turing', 'Kurt Gödel'],
    year: 2024,
    venue: 'J. Maths',
  };
  const table = [
    ['auth', 'Lovelace'],
    ['auth(3).lower + shortyear', 'lov24'],
    ["authors(2).condense('-') + '_' + year", 'Lovelace-Turing_2024'],
    ['authEtal', 'LovelaceEtAl'],
    ['authorLast.upper', 'GODEL'],
    ['title.abbr', 'SNDN'],
    ['title.abbr(2)', 'ShNoDeNe'],
    ["auth.lower + shortyear.prefix(':')", 'lovelace:24'],
    ["arxiv.postfix('-') + veryshorttitle", 'Short'],
    ['title.skipwords.abbr.lower', 'sndn'],
    ['shorttitle(2)', 'ShortNote'],
    ['shorttitle(3,0).lower', 'shortnotedeep'],
    ['veryshorttitle.lower', 'short'],
    ['title.skipwords.select(2, 2)', 'NoteDeep'],
    ['auth.substring(2,3)', 'ove'],
    ["auth.replace('love', 'X')", 'Xlace'],
    ["title.replace('e', '')", 'ShortNotDpNts'],
    ["arxiv | journal.abbr + ':' + year", 'JM:2024'],
    ['"fixed" + year', 'fixed2024'],
    ['arxiv', 'paper'],
  ] as const;
  for (const [formula, key] of table)
    test(formula, () => {
      const parsed = parseKeyFormula(formula);
      assert.ok(parsed.ok, parsed.ok ? '' : localized(parsed.error));
      assert.equal(parsed.value(source), key);
    });

  const wrong = [
    ['', 'The formula ends too early.'],
    ['auth +', 'The formula ends too early.'],
    ['writer', 'The formula has no part “writer”.'],
    ['auth.small', 'The formula has no filter “small”.'],
    ['auth(', 'The formula ends too early.'],
    ['auth $ year', 'The formula cannot be read at “$ year”.'],
    ['auth year', 'The formula cannot be read at “year”.'],
  ] as const;
  for (const [formula, sentence] of wrong)
    test(`“${formula}” is refused with a sentence`, () => {
      const parsed = parseKeyFormula(formula);
      assert.equal(parsed.ok ? '' : localized(parsed.error), sentence);
    });

  test('any text is a formula or is refused, and never throws', () => {
    fc.assert(fc.property(fc.string(), (formula) => void parseKeyFormula(formula)));
  });
});
