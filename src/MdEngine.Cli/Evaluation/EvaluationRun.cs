using System;
using System.Collections.Generic;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.IO.Formats;
using MdEngine.IO.Xyz;

namespace MdEngine.Cli.Evaluation;

/// <summary>Evaluates the frames of a file one after another, with memory for one frame however many there are.</summary>
public static class EvaluationRun
{
    /// <summary>Evaluates a file.</summary>
    /// <param name="potential">Potential.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="input">File of frames.</param>
    /// <param name="output">Extended-XYZ file to write, or null.</param>
    /// <param name="overwrite">Whether a file that exists is replaced.</param>
    /// <param name="uncertainty">Whether to compute uncertainties, which the potential must be able to tell.</param>
    /// <param name="stop">Called before each frame; throws to stop.</param>
    /// <param name="warn">Told what the potential has to tell, at the end.</param>
    /// <exception cref="InputException">The file or a frame cannot be used.</exception>
    /// <exception cref="PhysicsException">An energy or force is not finite.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static EvaluationReport Execute(
        IPotential potential, WorkerPool workers, string input, string? output, bool overwrite, bool uncertainty, Action stop,
        Action<string>? warn = null)
    {
        var evaluator = new FrameEvaluator(potential, workers, uncertainty);
        var report = new EvaluationReport(uncertainty ? potential.Uncertainty : null);
        ExtendedXyzWriter? writer = null;
        try
        {
            foreach (Structure frame in Frames(input))
            {
                stop();
                Structure result = Evaluate(evaluator, frame, input, report.Overall.Frames);
                report.Add(frame, result);
                if (output is not null)
                {
                    // Made only now: input that cannot be used leaves no empty file behind.
                    writer ??= new ExtendedXyzWriter(MdEngine.IO.Files.OutputFile.OpenByName(output, overwrite))
                    {
                        Columns = XyzColumns.Forces,
                    };
                    writer.Write(result);
                }
            }
        }
        finally
        {
            writer?.Dispose();
        }

        foreach (string line in evaluator.Report())
        {
            warn?.Invoke(line);
        }

        return report.Overall.Frames > 0 ? report : throw new InputException("holds no frame", input);
    }

    private static IEnumerable<Structure> Frames(string input)
    {
        // Velocities have no part in a single point, whatever their unit.
        var options = new StructureReadOptions
        {
            Xyz = new ExtendedXyzReadOptions { Velocities = VelocitiesUnit.Ignore, KeepExtraColumns = false },
        };
        return StructureFormats.ReadAll(input, null, options);
    }

    private static Structure Evaluate(FrameEvaluator evaluator, Structure frame, string input, int index)
    {
        try
        {
            return evaluator.Evaluate(frame);
        }
        catch (InputException e) when (e.File is null)
        {
            throw new InputException($"frame {index}: {e.Message}", input, 0, e);
        }
        catch (PhysicsException e)
        {
            throw new PhysicsException($"{input}: frame {index}: {e.Message}");
        }
    }
}
