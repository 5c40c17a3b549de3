using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trajectories;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Formats;
using MdEngine.IO.LammpsDump;
using MdEngine.Tests.Compare.Trajectories;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO;

public sealed class LammpsDumpTests
{
    public const string Two =
        "ITEM: UNITS\nmetal\nITEM: TIME\n0.5\nITEM: TIMESTEP\n500\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS xy xz yz pp pp ff\n"
        + "-1 5 1\n0 4.5 0\n0 6 0.5\nITEM: ATOMS id type element xs ys zs ix iy iz vx vy vz\n"
        + "2 1 Si 0.5 0.5 0.5 1 0 -1 1 2 3\n1 2 O 0 0 0 0 0 0 0 0 0\n"
        + "ITEM: TIMESTEP\n600\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp pp pp\n1 5\n1 5\n1 5\nITEM: ATOMS id mass x y z\n7 28.085 2 3 4\n";

    [Fact]
    public void Frames_have_cell_positions_velocities_and_images()
    {
        Structure[] frames = [.. Read(Two)];
        frames.Length.ShouldBe(2);
        Structure first = frames[0];
        // Bounds enclose the tilted box: x from -1 to 5 less xy = 1, y from 0 to 4.5 less yz = 0.5.
        first.Cell.Vectors.ShouldBe(new Matrix3(5, 0, 0, 1, 4, 0, 0, 0.5, 6));
        (first.Cell.PeriodicA, first.Cell.PeriodicC).ShouldBe((true, false));
        first.Elements.Select(e => e.Symbol).ShouldBe(["Si", "O"]);
        first.Positions[0].ShouldBe(new Double3(3.0, 2.25, 3.0));
        first.Velocities![0].X.ShouldBe(1e-3, 1e-18);
        first.Velocities[0].Z.ShouldBe(3e-3, 1e-18);
        first.Info["time"].ShouldBe("500");
        first.Info["step"].ShouldBe("500");
        ((long[])first.Extra.Single(c => c.Name == "id").Values).ShouldBe([2, 1]);
        ((long[])first.Extra.Single(c => c.Name == "iz").Values).ShouldBe([-1, 0]);
        frames[1].Elements.Single().Symbol.ShouldBe("Si");
        frames[1].Positions[0].ShouldBe(new Double3(1, 2, 3));
    }

    [Fact]
    public void Analyses_follow_atoms_by_identity_and_image()
    {
        using var folder = new TempFolder();
        var text = new StringBuilder();
        for (int k = 0; k < 40; k++)
        {
            // Two atoms that move by 1 and 2 Angstrom a frame, in turns first, wrapped into a box of 10.
            string[] rows = [Row(1, 1.0 * k), Row(2, 2.0 * k)];
            text.Append($"ITEM: TIMESTEP\n{10 * k}\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 10\n0 10\n0 10\n")
                .Append($"ITEM: ATOMS id element x y z ix iy iz\n{rows[k % 2]}{rows[1 - (k % 2)]}");
        }

        string file = folder.File("run.lammpstrj");
        File.WriteAllText(file, text.ToString());
        PropertyResult msd = Analyses.Run(file, new DisplacementOptions(), new TrajectorySettings { Timestep = 2.0 });
        PropertyCurve all = msd.Curves.First();
        // After one frame, relative to the centre of mass: each is 0.5 Angstrom off.
        int one = all.X.ToList().FindIndex(t => t == 20.0);
        all.Y[one].ShouldBe(0.25, 1e-9);
    }

    [Theory]
    [InlineData("28.085", "-5", "no element")]
    [InlineData("Si 0.5", "Xx 0.5", "no element")]
    [InlineData("metal", "lj", "expected metal or real")]
    [InlineData("id type element xs ys zs", "id type elem xs ys zs", "no column \"element\"")]
    [InlineData("id type element xs ys zs", "id type element a b c", "no columns of positions")]
    [InlineData("1 2 O 0 0 0 0 0 0 0 0 0\n", "", "column 1; expected a finite number")]
    [InlineData("0 6 0.5", "0 0 0.5", "no volume")]
    [InlineData("NUMBER OF ATOMS\n2", "NUMBER OF ATOMS\n999999999", "column 1; expected a finite number")]
    [InlineData("7 28.085 2 3 4\n", "", "is it cut off?")]
    [InlineData("7 28.085 2 3 4", "7 28.085 2 nan 4", "expected a finite number")]
    public void Faults_are_told(string part, string by, string message)
    {
        Two.ShouldContain(part);
        string told = Should.Throw<InputException>(() => Read(Two.Replace(part, by)).Count()).Message;
        told.ShouldStartWith("dump:");
        told.ShouldContain(message);
    }

    [Fact]
    public void The_format_is_known_by_content_and_only_read()
    {
        using var folder = new TempFolder();
        string file = folder.File("traj");
        File.WriteAllText(file, Two);
        StructureFormats.ReadAll(file).Count().ShouldBe(2);
        Should.Throw<InputException>(() => StructureFormats.Convert(file, folder.File("x.lammpstrj"))).Message.ShouldContain("only read");
        StructureFormats.Convert(file, folder.File("x.xyz"));
        StructureFormats.ReadAll(folder.File("x.xyz")).Count().ShouldBe(2);
    }

    private static string Row(int id, double x) =>
        System.FormattableString.Invariant($"{id} Ar {x % 10.0} {3 * id} 0 {(int)(x / 10.0)} 0 0\n");

    private static System.Collections.Generic.IEnumerable<Structure> Read(string text) =>
        LammpsDumpReader.ReadAll(new MemoryStream(Encoding.UTF8.GetBytes(text)), "dump");
}
