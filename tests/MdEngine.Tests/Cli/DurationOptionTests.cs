using System;
using MdEngine.Cli.Commands;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Times on the command line.</summary>
public sealed class DurationOptionTests
{
    [Theory]
    [InlineData("3h", 10800)]
    [InlineData("90min", 5400)]
    [InlineData("90m", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("2d", 172800)]
    [InlineData("45s", 45)]
    [InlineData("0.5s", 0.5)]
    [InlineData("1.5h", 5400)]
    [InlineData("1:30:05", 5405)]
    [InlineData("120:00:00", 432000)]
    public void TimesAreUnderstood(string text, double seconds) =>
        DurationOption.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("h")]
    [InlineData("3 h")]
    [InlineData("-3h")]
    [InlineData("0s")]
    [InlineData("30m1h")]
    [InlineData("1:2:3")]
    [InlineData("1e3s")]
    [InlineData("99999999d")]
    [InlineData("3hours")]
    public void AnythingElseIsNot(string text) => DurationOption.Parse(text).ShouldBeNull();
}
