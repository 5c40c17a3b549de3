using System;
using System.IO;
using MdEngine.Potentials.Gap;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Gap;

public sealed class ReferredFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mdengine-gap-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AModelNamesItsFilesOfSparsePoints()
    {
        string Write(string name, string text)
        {
            string path = Path.Combine(_folder, name);
            File.WriteAllText(path, text);
            return path;
        }

        string model = Write("gap.xml", """
            <GAP_params><gpSparse>
              <gpCoordinates sparseX_filename="gap.xml.sparseX.A"/>
              <gpCoordinates sparseX_filename="../elsewhere"/>
              <gpCoordinates sparseX_filename="absent"/>
              <gpCoordinates/>
            </gpSparse></GAP_params>
            """);
        string points = Write("gap.xml.sparseX.A", "1.0");
        Write("gap.xml.sparseX.B", "2.0");

        new GapOptions { File = model }.FilesReferredTo().ShouldBe([points]);
    }
}
