using System;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Persistence;

public sealed class StateBagTests
{
    [Fact]
    public void Values_come_back_as_they_were()
    {
        var bag = new StateBag();
        bag.Set("n", long.MinValue);
        bag.Set("r", -0.0);
        bag.Set("flag", true);
        bag.Set("text", "a b");
        bag.Set("m", new Matrix3(1, 2, 3, 4, 5, 6, 7, 8, 9));
        bag.Set("v", new Double3(1, double.NaN, double.Epsilon));
        bag.Set("ints", [1, 2, 3]);
        bag.Set("longs", (ReadOnlySpan<long>)[1L << 40]);
        bag.Section("part").Section("deeper").Set("x", 1.0);
        bag.Integer("n").ShouldBe(long.MinValue);
        BitConverter.DoubleToInt64Bits(bag.Real("r")).ShouldBe(BitConverter.DoubleToInt64Bits(-0.0));
        bag.Flag("flag").ShouldBeTrue();
        bag.Text("text").ShouldBe("a b");
        bag.Matrix("m").YZ.ShouldBe(6);
        double.IsNaN(bag.Vector("v").Y).ShouldBeTrue();
        bag.Integers("ints", 3).ShouldBe([1, 2, 3]);
        bag.Longs("longs").ShouldBe([1L << 40]);
        bag.Section("part").Section("deeper").Real("x").ShouldBe(1.0);
        bag.Contains("part").ShouldBeTrue();
        bag.Contains("none").ShouldBeFalse();
    }

    [Fact]
    public void Arrays_are_copies()
    {
        double[] values = [1.0, 2.0];
        var bag = new StateBag();
        bag.Set("a", values);
        values[0] = 5.0;
        bag.Reals("a").ShouldBe([1.0, 2.0]);
    }

    [Fact]
    public void What_is_missing_or_wrong_is_named_with_its_path()
    {
        var bag = new StateBag();
        StateBag part = bag.Section("stage").Section("chain");
        part.Set("v", [1.0, 2.0]);
        Should.Throw<InputException>(() => part.Real("q")).Message.ShouldContain("\"stage/chain/q\"");
        Should.Throw<InputException>(() => part.Reals("v", 3)).Message.ShouldContain("2 entries, expected 3");
        Should.Throw<InputException>(() => part.Integer("v")).Message.ShouldContain("expected a whole number");
        Should.Throw<InputException>(() => part.Section("v")).Message.ShouldContain("expected a section");
    }
}
