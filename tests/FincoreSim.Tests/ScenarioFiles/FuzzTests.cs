using System.Text;
using FincoreSim.Language;
using FincoreSim.Language.Yaml;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>Files that were damaged at random are read or refused, but nothing else happens.</summary>
public sealed class FuzzTests
{
    private const int RoundsPerFile = 400;

    private static readonly string[] Snippets =
    [
        "${", "}", "{", "[", "]", ":", "- ", "\"", "'", "&a ", "*a", "!!x ", "\t", "\n", "\0", "|", ">", "#", "%", "@", "<<",
        "---\n", "...\n", "? ",
            "null", "~", "no", "1.90", "0123", "1e999", "18:00", "-1", "99999999999999999999", "é", "\U0001F600", "\uFEFF",
        "matrix: {x: [1]}\n", "${matrix.x}", "{gt: 1}", "{}",
            "[]", "as: a", "when: cep", "only_if: x", "\r", "\u2028",
        ];

    [TestCaseSource(typeof(Files), nameof(Files.Examples))]
    public void Damaged_files_are_told_and_never_throw(string path)
    {
        var original = File.ReadAllText(path);
        var random = new Random(2026);
        for (var round = 0; round < RoundsPerFile; round++)
        {
            var damaged = Damage(original, random);

            LoadedFile loaded = null!;
            Assert.DoesNotThrow(() => loaded = Files.Load(damaged), damaged);
            AssertSound(loaded, damaged);
            Assert.DoesNotThrow(() => ScenarioLoader.LoadRules("rules", Encoding.UTF8.GetBytes(damaged)), damaged);
        }
    }

    [Test]
    public void Noise_is_told_and_never_throws()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var noise =
                string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Snippets[random.Next(Snippets.Length)]));

            Assert.DoesNotThrow(() => Files.Load(noise), noise);
            Assert.DoesNotThrow(() => ScenarioLoader.Load("noise", Encoding.Latin1.GetBytes(noise)), noise);
        }
    }

    private static void AssertSound(LoadedFile loaded, string text)
    {
        var hasErrors = loaded.Problems.Any(problem => problem.Severity == Severity.Error);
        Assert.That(loaded.File is null, Is.EqualTo(hasErrors), text);
        Assert.That(loaded.Problems, Has.Length.AtMost(ProblemList.CountMax));
        Assert.That(loaded.Problems,
            Is.All.Matches<Problem>(problem => problem.At is { Line: > 0, Column: > 0 } && problem.Text.Length > 0), text);
    }

    private static string Damage(string text, Random random)
    {
        var damaged = new StringBuilder(text);
        for (var count = random.Next(1, 4); count > 0 && damaged.Length > 10; count--)
        {
            var at = random.Next(damaged.Length - 1);
            var length = Math.Min(random.Next(1, 12), damaged.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    damaged.Remove(at, length);
                    break;
                case 1:
                    damaged.Insert(at, Snippets[random.Next(Snippets.Length)]);
                    break;
                case 2:
                    damaged.Remove(at, length).Insert(at, Snippets[random.Next(Snippets.Length)]);
                    break;
                default:
                    damaged.Insert(random.Next(damaged.Length), damaged.ToString(at, length));
                    break;
            }
        }

        return damaged.ToString();
    }
}
