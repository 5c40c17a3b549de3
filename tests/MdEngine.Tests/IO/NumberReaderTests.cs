using System;
using System.Globalization;
using System.Text;
using MdEngine.IO.Text;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public class NumberReaderTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("5")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("+.5e-1")]
    [InlineData("9007199254740993")] // 2^53 + 1: a tie
    [InlineData("9007199254740992.5")]
    [InlineData("9007199254740993.00000")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("0.000000000000000000000000000012345")]
    [InlineData("1e23")] // the classic that truncated powers get wrong
    [InlineData("8.41e21")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("4.9e-324")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("1e-400")]
    [InlineData("1e00005")]
    [InlineData("1E+2")]
    [InlineData("6.2188718382e-64")]
    public void ReadsAsTheRuntimeDoes(string text) => ShouldReadAsTheRuntime(text);

    [Fact]
    public void ReadsRandomDoublesToTheLastBit()
    {
        var random = new Random(7);
        string[] formats = ["R", "G17", "E15", "E18", "F8", "F16", "G9"];
        for (int k = 0; k < 100_000; k++)
        {
            double value = k % 3 == 0
                ? BitConverter.Int64BitsToDouble(random.NextInt64())
                : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-40, 40));
            if (double.IsFinite(value) && Math.Abs(value) < 1e100)
            {
                ShouldReadAsTheRuntime(value.ToString(formats[k % formats.Length], CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void ReadsRandomDigitsToTheLastBit()
    {
        var random = new Random(8);
        for (int k = 0; k < 100_000; k++)
        {
            ulong digits = (ulong)random.NextInt64() >> random.Next(0, 40);
            ShouldReadAsTheRuntime($"{digits}e{random.Next(-90, 90)}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1,5")]
    [InlineData("1.0D+00")]
    [InlineData("0x10")]
    [InlineData("--1")]
    [InlineData("1_000")]
    [InlineData("twelve")]
    public void RefusesWhatIsNoNumber(string text) =>
        NumberReader.TryReal(Encoding.ASCII.GetBytes(text), out _).ShouldBeFalse();

    [Theory]
    [InlineData("nan", double.NaN)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("1e999", double.PositiveInfinity)]
    public void ReadsNumbersThatAreNotFinite(string text, double expected)
    {
        NumberReader.TryReal(Encoding.ASCII.GetBytes(text), out double value).ShouldBeTrue();
        value.ShouldBe(expected);
    }

    private static void ShouldReadAsTheRuntime(string text)
    {
        double expected = double.Parse(text, CultureInfo.InvariantCulture);
        NumberReader.TryReal(Encoding.ASCII.GetBytes(text), out double value).ShouldBeTrue(text);
        BitConverter.DoubleToInt64Bits(value).ShouldBe(BitConverter.DoubleToInt64Bits(expected), text);
    }
}
