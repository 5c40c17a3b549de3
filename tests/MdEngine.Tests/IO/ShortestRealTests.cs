using System;
using System.Globalization;
using System.Linq;
using System.Text;
using MdEngine.IO.Text;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class ShortestRealTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(1.0, "1")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(100.0, "100")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1e23, "1e+23")]
    [InlineData(9007199254740993.0, "9007199254740992")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(2.2250738585072014E-308, "2.2250738585072014e-308")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    public void WritesAsPythonDoes(double value, string expected) => Text(value).ShouldBe(expected);

    [Fact]
    public void HasTheFewestAndNearestDigitsAndComesBackToTheLastBit()
    {
        var random = new Random(9);
        for (int k = 0; k < 200_000; k++)
        {
            double value = (k % 4) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                1 => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20)),
                2 => Math.ScaleB(1.0, random.Next(-1074, 1023)),
                _ => random.Next() / 1000.0,
            };
            if (!double.IsFinite(value))
            {
                continue;
            }

            string text = Text(value);
            double.Parse(text, CultureInfo.InvariantCulture).ShouldBe(value, text);

            // The runtime rounds correctly to a number of digits that is asked for. (Its "R" is no reference: it writes
            // 2^-25 as 2.980232238769531E-08, which is the number below.)
            int n = Digits(text).Length;

            // The nearest n digits may lie outside the interval below a power of two, which is half as wide; and of a tie
            // (one more digit, a 5, is exact) both ends are nearest.
            bool powerOfTwo = (BitConverter.DoubleToUInt64Bits(value) & ((1UL << 52) - 1)) == 0;
            bool tie = Digits(Rounded(value, n + 30)).Length == n + 1;
            if (!tie && !powerOfTwo)
            {
                Digits(Rounded(value, n)).ShouldBe(Digits(text));
            }

            if (n > 1)
            {
                double.Parse(Rounded(value, n - 1), CultureInfo.InvariantCulture).ShouldNotBe(value, text);
            }
        }
    }

    private static string Text(double value)
    {
        var bytes = new byte[ShortestReal.MaxLength];
        return Encoding.ASCII.GetString(bytes, 0, ShortestReal.Write(value, bytes));
    }

    private static string Rounded(double value, int digits) => value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);

    private static string Digits(string text) =>
        string.Concat(text.Split('e', 'E')[0].Where(char.IsAsciiDigit)).Trim('0');
}
